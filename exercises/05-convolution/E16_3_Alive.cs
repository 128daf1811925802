using MiniTensor;
using MiniTensor.Nn;

namespace Exercises.Stage05;

/// <summary>Exercise 16.3. Does every layer live, and is what it learnt worth anything?</summary>
/// <remarks>
/// A network may be good although a layer of it never learnt. Three questions find that out (lesson 16, "Is every
/// layer alive?"). Moved: how far did the parameters go? Without: what is the network worth without one of them?
/// FreezeFilters: what is it worth if the filters stay as they were drawn, and only the rest learns?
/// model.NamedModules() has every module within a model, itself included; a parameter whose RequiresGrad is false
/// gets no gradient, and one that an optimizer is not given does not move.
/// </remarks>
public static class E16_3_Alive
{
    /// <summary>
    /// How far a parameter moved, in its own lengths: the length of the difference over the length it had before.
    /// </summary>
    /// <param name="before">The numbers at the start; not all 0.</param>
    /// <param name="after">The numbers now, of the same shape.</param>
    public static double Moved(Tensor before, Tensor after)
    {
        throw new NotImplementedException("Exercise 16.3: the length of the way over the length at the start");
    }

    /// <summary>
    /// What a measurement says while a parameter is 0. Afterwards the parameter is as it was, also when the
    /// measurement throws.
    /// </summary>
    /// <param name="parameter">A parameter of the model.</param>
    /// <param name="measure">Measures the model.</param>
    public static double Without(Tensor parameter, Func<double> measure)
    {
        throw new NotImplementedException("Exercise 16.3: measure with zeros, and put back what was there");
    }

    /// <summary>Freezes all convolutions of a model.</summary>
    /// <param name="model">The model: parameters of each <see cref="Conv2d"/> in it get no gradients any more.</param>
    /// <returns>The parameters that still learn: what an optimizer is to be given.</returns>
    public static IReadOnlyList<Tensor> FreezeFilters(Module model)
    {
        throw new NotImplementedException("Exercise 16.3: no gradients for filters");
    }
}
