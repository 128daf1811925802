using System.Collections;

namespace MiniTensor.Nn;

/// <summary>Modules in a list, as parts of another one, which says how they are called: <c>foreach (var block in _blocks) { x = block.Call(x); }</c>.</summary>
/// <typeparam name="TModule">What they all are.</typeparam>
public sealed class ModuleList<TModule> : Module, IReadOnlyList<TModule>
    where TModule : Module
{
    private readonly List<TModule> _modules = [];

    /// <param name="modules">In order; their names are 0, 1, 2, ...</param>
    public ModuleList(params IEnumerable<TModule> modules)
    {
        foreach (var module in modules)
        {
            _modules.Add(Child($"{_modules.Count}", module));
        }
    }

    public int Count => _modules.Count;

    public TModule this[int index] => _modules[index];

    public IEnumerator<TModule> GetEnumerator() => _modules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
