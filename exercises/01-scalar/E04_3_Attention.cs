using Micrograd;

namespace Exercises.Stage01;

/// <summary>Exercise 04.3. Let one position look back: attention.</summary>
/// <remarks>
/// The present position asks with its query q. Each position t so far, the present one included, has a key k[t],
/// which says what can be found there, and a value v[t], which is what is taken from there. All are lists of d numbers.
/// score[t] = (q[0] k[t][0] + ... + q[d-1] k[t][d-1]) / sqrt(d)
/// share    = softmax(score): one share for each position, 1 together
/// out[j]   = share[0] v[0][j] + share[1] v[1][j] + ...          (lesson 04, "Attention").
/// </remarks>
public static class E04_3_Attention
{
    /// <param name="query">The query of the present position: d numbers.</param>
    /// <param name="keys">The key of each position so far: T lists of d numbers, the present position last.</param>
    /// <param name="values">The value of each position so far: T lists of d numbers, the present position last.</param>
    /// <returns>d numbers: the values mixed, each with the share that its key's fit to the query gives it.</returns>
    public static Value[] Attend(
        IReadOnlyList<Value> query,
        IReadOnlyList<IReadOnlyList<Value>> keys,
        IReadOnlyList<IReadOnlyList<Value>> values)
    {
        throw new NotImplementedException("Exercise 04.3: score each key, make shares of the scores, mix the values");
    }

    /// <summary>The softmax of exercise 04.1, given here so that this exercise stands on its own.</summary>
    private static Value[] Softmax(IReadOnlyList<Value> logits)
    {
        var largest = logits.Max(logit => logit.Data);
        Value[] powers = [.. logits.Select(logit => (logit - largest).Exp())];
        var sum = powers.Aggregate((total, power) => total + power);
        return [.. powers.Select(power => power / sum)];
    }
}
