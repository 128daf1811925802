using CourseKit.Course.Content;
using CourseKit.Course.Views;
using MiniTensor.Data;

namespace CourseKit.Course.Data;

/// <summary>Brings a data set to this machine: from a folder that has it, else from its sources, one after another.</summary>
/// <param name="terminal">Shows what goes on.</param>
/// <param name="store">The files on this machine.</param>
/// <param name="sourcesOf">Where a set can be had.</param>
/// <param name="silence">How long a server may send nothing.</param>
internal sealed class DataGetter(Terminal terminal, DataStore store, Func<string, IReadOnlyList<DataSource>> sourcesOf, TimeSpan? silence = null)
{
    /// <summary>Sees to it that a lesson finds every file of the set, and that it is right.</summary>
    /// <exception cref="CourseException">No source has it; the message says what became of each.</exception>
    public async Task GetAsync(DataSet set, CancellationToken cancel)
    {
        var missing = set.Files.Where(file => !IsHere(file)).ToList();
        if (missing.Count > 0)
        {
            await FetchAsync(set, missing, cancel);
        }
    }

    private bool IsHere(DataFile file)
    {
        var name = $"{file.Set}/{file.Name}";
        var checks = store.Verify(file).ToList();
        foreach (var wrong in checks.Where(check => !check.IsRight))
        {
            terminal.Paragraph($"{wrong.Copy} {wrong.Problem}", indent: 2, "yellow");
        }

        if (checks.FirstOrDefault(check => check.IsRight) is not { } right)
        {
            return false;
        }

        var target = store.Target(file);
        if (checks.Any(check => check.Copy == target && !check.IsRight))
        {
            File.Delete(target);
            var copy = Path.Combine(store.KitFolder, file.Set, Path.GetFileName(right.Copy));
            File.Copy(right.Copy, copy + ".part", overwrite: true);
            File.Move(copy + ".part", copy, overwrite: true);
            terminal.Line($"  {Terminal.Escape(name)} is right again, copied from {Terminal.Escape(right.Copy)}.");
            return true;
        }

        terminal.Line($"  {Terminal.Escape(name)} is here and right: {Terminal.Escape(right.Copy)}");
        return true;
    }

    private async Task FetchAsync(DataSet set, List<DataFile> missing, CancellationToken cancel)
    {
        var sources = sourcesOf(set.Name);
        if (sources.Count == 0)
        {
            throw new CourseException($"{set.Name} is only in the kit itself: `git checkout -- data/{set.Name}` brings it back.") { ExitCode = ExitCodes.Failed };
        }

        List<string> faults = [];
        using var download = new Download(Show, silence);
        var delivery = new Delivery(Path.Combine(store.KitFolder, set.Name), download);
        foreach (var source in sources)
        {
            var wanted = missing.Except(delivery.Taken).ToList();
            terminal.Line($"  {wanted.Count} {(wanted.Count == 1 ? "file" : "files")} from {Terminal.Escape(source.Name)}");
            try
            {
                await source.FetchAsync(wanted, delivery, cancel);
                return;
            }
            catch (Exception e) when (e is CourseException or WrongContentException)
            {
                faults.Add(e.Message);
                terminal.EndStatus();
                terminal.Paragraph(e.Message, indent: 4, "yellow");
            }
            finally
            {
                terminal.EndStatus();
                foreach (var file in delivery.Taken.Intersect(wanted))
                {
                    terminal.Line($"  {Terminal.Escape($"{file.Set}/{file.Name}")} has come and is right: {ByteSize.Text(file.Bytes)}.");
                }
            }
        }

        throw new CourseException(
            $"{set.Name} could not be had:{string.Concat(faults.Select(fault => $"{Environment.NewLine}  {fault}"))}{Environment.NewLine}"
            + $"Is this machine on the internet? A copy from elsewhere does as well: put it into {set.Name} in a folder that {DataFolder.Variable} names.")
        {
            ExitCode = ExitCodes.Failed,
        };
    }

    private void Show(long had, long total) => terminal.Status(
        total > 0 ? $"  {ByteSize.Text(had)} of {ByteSize.Text(total)}  {100 * had / total}%" : $"  {ByteSize.Text(had)}");
}
