using System.Diagnostics;
using System.Text;
using CourseKit.Course.Content;
using CourseKit.Course.LessonPipeline.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace CourseKit.Course.LessonPipeline.Running;

/// <summary>Runs a lesson's cells, one after the other, as a notebook's kernel does.</summary>
internal sealed class LessonRunner(LessonDocument lesson)
{
    /// <summary>Called with each piece of prose and each cell before it runs.</summary>
    public Action<Part>? Entering { get; init; }

    /// <summary>Called with each output as it comes.</summary>
    public Action<CellOutput>? Watcher { get; init; }

    public async Task<LessonRun> RunAsync(CancellationToken cancel)
    {
        using var recorder = new OutputRecorder(name => lesson.Figures.FirstOrDefault(figure => figure.Name == name)?.Alternative ?? name, Watcher);
        var console = Console.Out;
        Console.SetOut(recorder);
        Lesson.Host = recorder;
        var clock = Stopwatch.StartNew();
        try
        {
            // On a thread of its own, so that a cell that never ends can be left behind when the reader presses Ctrl+C.
            var cells = await Task.Run(() => RunCellsAsync(recorder, cancel), cancel).WaitAsync(cancel);
            return new LessonRun(cells, [.. recorder.Records.Values], recorder.Figures, clock.Elapsed);
        }
        finally
        {
            Lesson.Host = null;
            Console.SetOut(console);
        }
    }

    private async Task<IReadOnlyList<CellRun>> RunCellsAsync(OutputRecorder recorder, CancellationToken cancel)
    {
        var options = Options();
        var state = await CSharpScript.RunAsync(FirstCell.Usings(lesson) + FirstCell.Open(lesson), options, cancellationToken: cancel);
        List<CellRun> runs = [];
        foreach (var part in lesson.Parts)
        {
            Entering?.Invoke(part);
            if (part is Cell cell)
            {
                var clock = Stopwatch.StartNew();
                recorder.InVolatileCell = cell.Volatile;
                state = await RunCellAsync(state, cell, options, cancel);
                if (CellSyntax.HasResult(cell))
                {
                    recorder.Result(state.ReturnValue);
                }

                runs.Add(new CellRun(cell, recorder.Take(), clock.Elapsed));
            }
        }

        return runs;
    }

    private async Task<ScriptState<object>> RunCellAsync(
        ScriptState<object> state, Cell cell, ScriptOptions options, CancellationToken cancel)
    {
        try
        {
            return await state.ContinueWithAsync($"#line {cell.Line} \"{Path.Combine(lesson.Folder, "lesson.md")}\"\n{cell.Code}", options, cancel);
        }
        catch (CompilationErrorException e)
        {
            throw lesson.Fault(e.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => new Issue(
                found.Location.GetMappedLineSpan().StartLinePosition.Line + 1, $"{found.Id}: {found.GetMessage()}{Remedy.For(found)}")));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            var line = new StackTrace(e, true).GetFrames()
                .FirstOrDefault(frame => frame.GetFileName()?.EndsWith("lesson.md", StringComparison.Ordinal) == true)?.GetFileLineNumber();
            throw lesson.Fault([new Issue(line ?? cell.Line, $"the cell threw {e.GetType().Name}: {e.Message}")]);
        }
    }

    /// <summary>Optimised, and with line numbers for the stack traces.</summary>
    private ScriptOptions Options() => ScriptOptions.Default
        .WithReferences(ScriptReferences.Framework)
        .AddReferences(ScriptReferences.Kit)
        .WithOptimizationLevel(OptimizationLevel.Release)
        .WithEmitDebugInformation(true)
        .WithFileEncoding(Encoding.UTF8)
        .WithFilePath(Path.Combine(lesson.Folder, "lesson.md"));
}
