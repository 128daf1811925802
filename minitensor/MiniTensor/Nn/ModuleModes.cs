namespace MiniTensor.Nn;

/// <summary>The modes of a module and all within it. Each call returns the module, as the type it is: <c>var model = new Mlp(rng).Eval();</c></summary>
public static class ModuleModes
{
    /// <summary>To learn: dropout drops, batch normalisation uses the batch's own statistics.</summary>
    /// <param name="module">The module.</param>
    /// <param name="mode">False is <see cref="Eval"/>.</param>
    public static TModule Train<TModule>(this TModule module, bool mode = true)
        where TModule : Module
    {
        module.SetTraining(mode);
        return module;
    }

    /// <summary>To be used: the same input gives the same result.</summary>
    public static TModule Eval<TModule>(this TModule module)
        where TModule : Module => module.Train(mode: false);

    /// <summary>Parameters get no gradients any more, and optimisers leave them alone.</summary>
    public static TModule Freeze<TModule>(this TModule module)
        where TModule : Module => SetTrained(module, false);

    /// <summary>Undoes <see cref="Freeze"/>.</summary>
    public static TModule Unfreeze<TModule>(this TModule module)
        where TModule : Module => SetTrained(module, true);

    private static TModule SetTrained<TModule>(TModule module, bool trained)
        where TModule : Module
    {
        foreach (var parameter in module.Parameters())
        {
            parameter.RequiresGrad = trained;
            parameter.ZeroGrad();
        }

        return module;
    }
}
