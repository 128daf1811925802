using Micrograd;

namespace Exercises.Stage01;

/// <summary>Exercise 04.1. Turn scores into probabilities, and a probability into a loss.</summary>
/// <remarks>
/// The model gives each possible next letter a score, called a logit: any number, the higher the likelier.
/// softmax(z)[i] = e^z[i] / (e^z[0] + e^z[1] + ... + e^z[n-1])          (lesson 04, "From scores to a loss")
/// makes them probabilities: all above 0, and 1 together. The loss is -ln of the probability that the right letter got.
/// e^1000 is too large for a double. Subtracting the same number from every logit leaves the probabilities as they are,
/// so subtract the largest logit first: then no power is above e^0 = 1.
/// Everything but that largest number must be computed from Values, so that Backward reaches the logits.
/// A probability too small for a double comes out 0, and its loss infinite. That takes logits hundreds apart, and is
/// accepted here.
/// </remarks>
public static class E04_1_CrossEntropy
{
    /// <param name="logits">n scores.</param>
    /// <returns>n probabilities, in the same order.</returns>
    public static Value[] Softmax(IReadOnlyList<Value> logits)
    {
        throw new NotImplementedException("Exercise 04.1: a probability for each logit, even for a logit of 1000");
    }

    /// <param name="logits">n scores.</param>
    /// <param name="target">The index of the right one.</param>
    /// <returns>-ln of the target's probability: 0 when the model is sure of it, large when it is surprised.</returns>
    public static Value Loss(IReadOnlyList<Value> logits, int target)
    {
        throw new NotImplementedException("Exercise 04.1: minus the logarithm of the target's probability");
    }
}
