using MiniTensor;
using MiniTensor.Nn;

namespace Exercises.Stage06;

/// <summary>Exercise 21.2. The same body for other classes: a new head, and targets that it can answer with.</summary>
/// <remarks>
/// A head with k scores needs the targets 0 to k - 1. The class that is named first becomes 0, the next one 1, whatever
/// their old numbers are (lesson 21, "New classes, new numbers, new head").
/// network[i] is layer i, network[^1] the last one; linear.Weight has the shape (outputs, inputs);
/// new Sequential(layers) takes an array. Do not use ClassSubset: it is what you rebuild here.
/// </remarks>
public static class E21_2_NewClasses
{
    /// <summary>The first pictures of each of some classes, with new numbers.</summary>
    /// <param name="labels">The old class of every picture.</param>
    /// <param name="classes">Which classes are wanted, in the order of their new numbers.</param>
    /// <param name="perClass">How many pictures of each, at most.</param>
    /// <returns>Which pictures, in the order of the whole set, and the new class of each.</returns>
    public static (int[] Items, int[] Targets) Select(int[] labels, int[] classes, int perClass)
    {
        throw new NotImplementedException("Exercise 21.2: up to so many of each wanted class, numbered anew");
    }

    /// <summary>A network with the body of another one, and a last layer of its own.</summary>
    /// <param name="network">Layers, the last of which is <see cref="Linear"/>; it stays as it is.</param>
    /// <param name="classes">How many scores the new network gives.</param>
    /// <param name="rng">Draws the new layer.</param>
    /// <returns>The very layers of the old network but the last, and a new last one.</returns>
    public static Sequential WithNewHead(Sequential network, int classes, Rng rng)
    {
        throw new NotImplementedException("Exercise 21.2: all layers but the last, and a new one of the right width");
    }
}
