using MiniTensor.IO;
using MiniTensor.Training;

namespace MiniTensor.Nn;

/// <summary>A part of a model: parameters that are trained, buffers that are not, and child modules, each with a name.</summary>
/// <remarks>
/// A subclass registers what it has in its constructor, under PyTorch's names, so that state dictionaries of both fit each other.
/// A part of a part has a dotted name: <c>layers.0.weight</c>.
/// </remarks>
/// <example><code>
/// sealed class Mlp : Layer
/// {
///     private readonly Linear _hidden, _output;
///
///     public Mlp(Rng rng)
///     {
///         _hidden = Child("hidden", new Linear(784, 128, rng));
///         _output = Child("output", new Linear(128, 10, rng));
///     }
///
///     protected override Tensor Forward(Tensor x) => _output.Call(_hidden.Call(x).Relu());
/// }
/// </code></example>
public abstract class Module : IStateful
{
    private readonly List<(string Name, Tensor Tensor)> _parameters = [];
    private readonly List<(string Name, Tensor Tensor)> _buffers = [];
    private readonly List<(string Name, Rng Rng)> _generators = [];
    private readonly List<(string Name, Module Module)> _children = [];
    private List<Action<Module, Tensor>>? _forwardHooks;

    /// <summary>True while the module learns: dropout drops, batch normalisation uses the batch's own statistics.</summary>
    public bool IsTraining { get; private set; } = true;

    /// <summary>The modules that this one is put together from, by name.</summary>
    public IReadOnlyList<(string Name, Module Module)> Children => _children;

    /// <summary>Parameters and buffers, as in <see cref="StateDictionary"/>.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> StateTensors => StateDictionary().Select(entry => (entry.Key, entry.Value));

    /// <summary>Where the generators of random numbers stand, such as those of dropout.</summary>
    public IEnumerable<(string Name, string Value)> StateTexts =>
        NamedGenerators().SelectMany(generator => generator.Rng.StateTexts.Select(text => ($"{generator.Name}.{text.Name}", text.Value)));

    /// <summary>Every parameter once, also one that several modules share.</summary>
    public IEnumerable<Tensor> Parameters() => NamedParameters().Select(parameter => parameter.Tensor);

    /// <summary>Every parameter once, under the first of its names.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> NamedParameters() =>
        NamedModules().SelectMany(part => Prefixed(part.Name, part.Module._parameters)).DistinctBy(parameter => parameter.Tensor);

    /// <summary>Every buffer once: what is kept with a model but not trained, such as running means.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> NamedBuffers() =>
        NamedModules().SelectMany(part => Prefixed(part.Name, part.Module._buffers)).DistinctBy(buffer => buffer.Tensor);

    /// <summary>This module, of the name "", and every module within it; one that is used in two places has two names.</summary>
    public IEnumerable<(string Name, Module Module)> NamedModules() =>
        _children.SelectMany(child => child.Module.NamedModules().Select(part => (Dotted(child.Name, part.Name), part.Module))).Prepend(("", this));

    /// <summary>All parameters and buffers by name: the tensors themselves, not copies.</summary>
    public IReadOnlyDictionary<string, Tensor> StateDictionary() => NamedModules()
        .SelectMany(part => Prefixed(part.Name, part.Module._parameters).Concat(Prefixed(part.Name, part.Module._buffers)))
        .ToDictionary(entry => entry.Name, entry => entry.Tensor);

    /// <summary>Overwrites parameters and buffers with the numbers of the same names; all of them, or none where one does not fit.</summary>
    /// <param name="state">Tensors by name, as <see cref="StateDictionary"/> gives them.</param>
    /// <param name="strict">Both sides have the same names. Else names that only one side has are left alone.</param>
    /// <exception cref="ArgumentException">A name is missing or unknown.</exception>
    /// <exception cref="ShapeException">A tensor has another shape.</exception>
    public void LoadStateDictionary(IReadOnlyDictionary<string, Tensor> state, bool strict = true)
    {
        var mine = StateDictionary();
        if (strict)
        {
            RequireSameNames(mine.Keys, state.Keys, nameof(state));
        }

        var both = mine.Where(entry => state.ContainsKey(entry.Key)).ToList();
        foreach (var (name, tensor) in both)
        {
            ShapeException.Require(
                state[name].Shape == tensor.Shape, "LoadStateDictionary",
                $"needs shape {tensor.Shape} for '{name}'; got {state[name].Shape}. Build the model with the sizes it was saved with");
        }

        using var mode = GradMode.NoGrad();
        foreach (var (name, tensor) in both.Where(entry => !ReferenceEquals(entry.Value, state[entry.Key])))
        {
            tensor.CopyFrom(state[name]);
        }
    }

    /// <summary>Writes parameters and buffers to a safetensors file, with a checksum; a file that exists stays until the new one is whole.</summary>
    public void Save(string path) => Checkpoint.Save(path, StateDictionary());

    /// <summary>Reads them back: all names and shapes must be those of this module.</summary>
    /// <exception cref="SafetensorsException">The file is damaged, or of another model.</exception>
    public void Load(string path) => Checkpoint.Load(path, StateDictionary());

    /// <inheritdoc/>
    public void RestoreTexts(IReadOnlyDictionary<string, string> texts)
    {
        foreach (var (name, rng) in NamedGenerators())
        {
            rng.RestoreTexts(StateText.Inside(texts, name));
        }
    }

    /// <summary>Forgets the gradients of all parameters.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in Parameters())
        {
            parameter.ZeroGrad();
        }
    }

    /// <summary>Calls a function each time this module has computed something: for statistics of activations, or to find where a NaN began.</summary>
    /// <param name="hook">Is given the module and its result.</param>
    /// <returns>Dispose it, and the calls end.</returns>
    public IDisposable RegisterForwardHook(Action<Module, Tensor> hook)
    {
        (_forwardHooks ??= []).Add(hook);
        return new HookRegistration(this, hook);
    }

    /// <summary>Sets the mode of this module and of all within it; <see cref="ModuleModes"/> has the calls for users.</summary>
    internal void SetTraining(bool training)
    {
        foreach (var (_, module) in NamedModules())
        {
            module.SetTrainingHere(training);
        }
    }

    /// <summary>The same without the modules within it.</summary>
    internal void SetTrainingHere(bool training) => IsTraining = training;

    /// <summary>The parameters that this module registered itself.</summary>
    internal IReadOnlyList<(string Name, Tensor Tensor)> OwnParameters => _parameters;

    /// <summary>Registers a tensor that is trained. It outlives any <see cref="TensorScope"/> around the constructor.</summary>
    /// <param name="name">PyTorch's name, such as weight.</param>
    /// <param name="value">What it starts with.</param>
    /// <returns>The tensor itself.</returns>
    protected Tensor Parameter(string name, Tensor value)
    {
        CheckName(name);
        value.RequiresGrad = true;
        value.Storage.Owner = null;
        _parameters.Add((name, value));
        return value;
    }

    /// <summary>Registers a tensor that is saved with the model but not trained.</summary>
    /// <inheritdoc cref="Parameter"/>
    protected Tensor Buffer(string name, Tensor value)
    {
        CheckName(name);
        value.Storage.Owner = null;
        _buffers.Add((name, value));
        return value;
    }

    /// <summary>Registers a module within this one.</summary>
    /// <param name="name">The name of the field that holds it; a number in a list.</param>
    /// <param name="module">The child.</param>
    /// <returns>The child itself.</returns>
    protected T Child<T>(string name, T module)
        where T : Module
    {
        CheckName(name);
        _children.Add((name, module));
        return module;
    }

    /// <summary>Puts another module in the place of one that is registered.</summary>
    /// <param name="name">The name it was registered by.</param>
    /// <param name="module">The new child; it has the mode of this module from now on.</param>
    /// <returns>The new child itself.</returns>
    protected T ReplaceChild<T>(string name, T module)
        where T : Module
    {
        var place = _children.FindIndex(child => child.Name == name);
        if (place < 0)
        {
            throw new ArgumentException($"{GetType().Name}: there is no child '{name}' to replace. Register it with Child first.", nameof(name));
        }

        module.SetTraining(IsTraining);
        _children[place] = (name, module);
        return module;
    }

    /// <summary>
    /// Registers a generator that Forward draws from:
    /// a checkpoint keeps where it stands, so that a resumed run goes on with the same numbers.
    /// </summary>
    /// <param name="name">The name of the field that holds it.</param>
    /// <param name="rng">One that nobody else draws from, such as a Split().</param>
    /// <returns>The generator itself.</returns>
    protected Rng Generator(string name, Rng rng)
    {
        CheckName(name);
        _generators.Add((name, rng));
        return rng;
    }

    /// <summary>Shows a result to the forward hooks; the last thing each Call does.</summary>
    /// <returns>The result.</returns>
    protected Tensor Observed(Tensor result)
    {
        if (_forwardHooks is { Count: > 0 })
        {
            // Of a copy of the list: a hook may remove itself.
            foreach (var hook in _forwardHooks.ToArray())
            {
                hook(this, result);
            }
        }

        return result;
    }

    private IEnumerable<(string Name, Rng Rng)> NamedGenerators() =>
        NamedModules().SelectMany(part => part.Module._generators.Select(generator => (Dotted(part.Name, generator.Name), generator.Rng)));

    private static IEnumerable<(string Name, Tensor Tensor)> Prefixed(string prefix, IEnumerable<(string Name, Tensor Tensor)> entries) =>
        entries.Select(entry => (Dotted(prefix, entry.Name), entry.Tensor));

    private static string Dotted(string outer, string inner) => outer.Length == 0 ? inner : inner.Length == 0 ? outer : $"{outer}.{inner}";

    private static void RequireSameNames(IEnumerable<string> mine, IEnumerable<string> theirs, string parameter)
    {
        var missing = mine.Except(theirs).ToList();
        var unknown = theirs.Except(mine).ToList();
        if (missing.Count + unknown.Count > 0)
        {
            throw new ArgumentException(
                $"LoadStateDictionary: {Names("missing", missing)}{(missing.Count * unknown.Count > 0 ? "; " : "")}{Names("unknown", unknown)}. "
                + "Build the model as it was when it was saved, or pass strict: false to load what both have.",
                parameter);
        }
    }

    private static string Names(string what, List<string> names) => names.Count switch
    {
        0 => "",
        <= 5 => $"{what} '{string.Join("', '", names)}'",
        _ => $"{what} '{string.Join("', '", names.Take(5))}' and {names.Count - 5} more",
    };

    private void CheckName(string name)
    {
        if (name.Length == 0 || name.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"{GetType().Name}: a name must have letters and no dot, which separates a module from its parts; got '{name}'.",
                nameof(name));
        }

        if (_parameters.Concat(_buffers).Select(entry => entry.Name)
            .Concat(_generators.Select(generator => generator.Name))
            .Concat(_children.Select(child => child.Name))
            .Contains(name, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"{GetType().Name}: the name '{name}' is registered already. Give each parameter, buffer and child a name of its own.",
                nameof(name));
        }
    }

    private sealed class HookRegistration(Module module, Action<Module, Tensor> hook) : IDisposable
    {
        private bool _ended;

        public void Dispose()
        {
            if (!_ended)
            {
                _ended = true;
                module._forwardHooks?.Remove(hook);
            }
        }
    }
}
