using MiniTensor.Backends;

namespace MiniTensor;

/// <summary>Gives the memory of all tensors made within it back at its end; a training step is put into one.</summary>
/// <remarks>
/// Without a scope the garbage collector does the same, later. Gradients of parameters, and tensors that <see cref="Keep"/> was
/// called with, live on. A tensor used after its scope throws an <see cref="ObjectDisposedException"/> that names the remedy.
/// </remarks>
/// <example><code>
/// using (var step = new TensorScope())
/// {
///     var loss = model.Forward(x).CrossEntropy(y);
///     loss.Backward();
///     optimizer.Step();
/// }
/// </code></example>
public sealed class TensorScope : IDisposable
{
    [ThreadStatic]
    private static TensorScope? s_current;

    private readonly TensorScope? _outer;
    private readonly List<Storage> _made;
    private bool _ended;

    [ThreadStatic]
    private static Stack<List<Storage>>? s_spareLists;

    public TensorScope()
    {
        _outer = s_current;
        _made = (s_spareLists ??= new()).TryPop(out var spare) ? spare : [];
        s_current = this;
    }

    /// <summary>The innermost scope of this thread, if there is one.</summary>
    internal static TensorScope? Current => s_current;

    /// <summary>Lets the tensor outlive this scope: it now belongs to the scope around it, or to the garbage collector.</summary>
    /// <returns>The tensor itself.</returns>
    public Tensor Keep(Tensor tensor)
    {
        var storage = tensor.Storage;
        if (storage.Owner == this)
        {
            storage.Owner = _outer;
            _outer?._made.Add(storage);
        }

        return tensor;
    }

    /// <summary>Gives the memory back. A scope ends on the thread it began on, after the scopes within it.</summary>
    public void Dispose()
    {
        if (_ended)
        {
            return;
        }

        if (s_current != this)
        {
            throw new InvalidOperationException("A TensorScope must end before the one around it, on the thread it began on: put it into a using statement.");
        }

        _ended = true;
        s_current = _outer;
        ReturnAll();
        s_spareLists?.Push(_made);
    }

    /// <summary>Puts a freshly rented block into this scope.</summary>
    internal void Own(Storage storage)
    {
        storage.Owner = this;
        _made.Add(storage);
    }

    /// <summary>Gives back what was made so far and no gradient is held in; keeps the rest on the list.</summary>
    internal void ReturnUnheld()
    {
        var kept = 0;
        for (var i = 0; i < _made.Count; i++)
        {
            var storage = _made[i];
            if (storage.Owner != this)
            {
                continue;
            }

            if (storage.Holds > 0)
            {
                _made[kept++] = storage;
            }
            else
            {
                storage.Backend.Return(storage);
            }
        }

        _made.RemoveRange(kept, _made.Count - kept);
    }

    private void ReturnAll()
    {
        foreach (var storage in _made)
        {
            if (storage.Owner == this)
            {
                storage.Holds = 0;
                storage.Backend.Return(storage);
            }
        }

        _made.Clear();
    }
}
