using System.Globalization;

namespace Micrograd;

/// <summary>A number that remembers how it was computed, so that its slopes can be found afterwards.</summary>
/// <remarks>
/// Every operation makes a new node. The node keeps its inputs and, for each, the <em>local slope</em>
/// d(node)/d(input), worked out while the numbers are at hand. That is all <see cref="Backward"/> needs:
/// by the chain rule an input's gradient grows by (local slope) x (the node's own gradient).
/// No node has more than two inputs, so the inputs are plain fields: 88 bytes a node.
/// </remarks>
public sealed class Value
{
    private readonly Value? _first;
    private readonly Value? _second;
    private readonly double _firstSlope;
    private readonly double _secondSlope;

    /// <summary>Makes a leaf: a number that was given, not computed.</summary>
    public Value(double data)
    {
        Data = data;
        Op = "";
    }

    /// <summary>Makes the node of an operation with one input.</summary>
    /// <param name="op">The operation's sign or name, for drawings and messages.</param>
    /// <param name="data">The operation's result.</param>
    /// <param name="input">What the result was computed from.</param>
    /// <param name="slope">d(result)/d(input).</param>
    public Value(string op, double data, Value input, double slope)
    {
        Data = data;
        Op = op;
        _first = input;
        _firstSlope = slope;
    }

    /// <summary>Makes the node of an operation with two inputs.</summary>
    /// <param name="op">The operation's sign or name, for drawings and messages.</param>
    /// <param name="data">The operation's result.</param>
    /// <param name="first">The first input.</param>
    /// <param name="firstSlope">d(result)/d(first), the second input held still.</param>
    /// <param name="second">The second input; it may be the same object as the first.</param>
    /// <param name="secondSlope">d(result)/d(second), the first input held still.</param>
    public Value(string op, double data, Value first, double firstSlope, Value second, double secondSlope)
        : this(op, data, first, firstSlope)
    {
        _second = second;
        _secondSlope = secondSlope;
    }

    /// <summary>The number itself.</summary>
    public double Data { get; set; }

    /// <summary>d(output)/d(this), once <see cref="Backward"/> has been called on that output.</summary>
    public double Grad { get; set; }

    /// <summary>What made this node ("+", "tanh"), or "" for a leaf.</summary>
    public string Op { get; }

    /// <summary>How many inputs the node has: 0 for a leaf, else 1 or 2.</summary>
    public int InputCount => _first is null ? 0 : _second is null ? 1 : 2;

    /// <summary>How far the last <see cref="TopologicalOrder"/> walk got with this node.</summary>
    internal long Mark { get; set; }

    /// <summary>A walk's thread through the graph; null between walks.</summary>
    internal Value? Link { get; set; }

    /// <summary>The node's input number <paramref name="index"/>, counted from 0.</summary>
    public Value Input(int index) => (index, _first, _second) switch
    {
        (0, not null, _) => _first,
        (1, _, not null) => _second,
        _ => throw NoInput(index),
    };

    /// <summary>d(this)/d(input number <paramref name="index"/>), the other input held still.</summary>
    public double Slope(int index) => (index, _first, _second) switch
    {
        (0, not null, _) => _firstSlope,
        (1, _, not null) => _secondSlope,
        _ => throw NoInput(index),
    };

    public static Value operator +(Value a, Value b) => new("+", a.Data + b.Data, a, 1, b, 1);

    public static Value operator +(Value a, double b) => new("+", a.Data + b, a, 1);

    public static Value operator +(double a, Value b) => new("+", a + b.Data, b, 1);

    public static Value operator -(Value a, Value b) => new("-", a.Data - b.Data, a, 1, b, -1);

    public static Value operator -(Value a, double b) => new("-", a.Data - b, a, 1);

    public static Value operator -(double a, Value b) => new("-", a - b.Data, b, -1);

    public static Value operator -(Value a) => new("neg", -a.Data, a, -1);

    public static Value operator *(Value a, Value b) => new("*", a.Data * b.Data, a, b.Data, b, a.Data);

    public static Value operator *(Value a, double b) => new("*", a.Data * b, a, b);

    public static Value operator *(double a, Value b) => new("*", a * b.Data, b, a);

    public static Value operator /(Value a, Value b) =>
        new("/", a.Data / b.Data, a, 1 / b.Data, b, -a.Data / (b.Data * b.Data));

    public static Value operator /(Value a, double b) => new("/", a.Data / b, a, 1 / b);

    public static Value operator /(double a, Value b) => new("/", a / b.Data, b, -a / (b.Data * b.Data));

    /// <summary>This number to a constant power. The slope of x^n is n x^(n - 1).</summary>
    public Value Pow(double exponent) =>
        new("pow", Math.Pow(Data, exponent), this, exponent == 0 ? 0 : exponent * Math.Pow(Data, exponent - 1));

    /// <summary>e to this power. The slope of e^x is e^x itself.</summary>
    public Value Exp()
    {
        var e = Math.Exp(Data);
        return new("exp", e, this, e);
    }

    /// <summary>The natural logarithm. The slope of ln x is 1/x.</summary>
    public Value Log() => new("log", Math.Log(Data), this, 1 / Data);

    /// <summary>The square root. Its slope is 1/(2 sqrt x), which is infinite at 0.</summary>
    public Value Sqrt()
    {
        var root = Math.Sqrt(Data);
        return new("sqrt", root, this, 0.5 / root);
    }

    /// <summary>The hyperbolic tangent: squeezes any number into (-1, 1). Its slope is 1 - tanh^2.</summary>
    public Value Tanh()
    {
        var t = Math.Tanh(Data);
        return new("tanh", t, this, 1 - t * t);
    }

    /// <summary>1/(1 + e^-x): squeezes any number into (0, 1). Its slope is s(1 - s).</summary>
    public Value Sigmoid()
    {
        var s = 1 / (1 + Math.Exp(-Data));
        return new("sigmoid", s, this, s * (1 - s));
    }

    /// <summary>max(0, x). Its slope is 1 above 0 and 0 below; at 0 itself we take 0, as PyTorch does.</summary>
    public Value Relu() => Data > 0 ? new("relu", Data, this, 1) : new("relu", 0, this, 0);

    /// <summary>Gives every node this one depends on its gradient: node.Grad = d(this)/d(node).</summary>
    /// <remarks>
    /// Leaves <em>add</em> the new gradient to the one they hold, so that several outputs can be summed up;
    /// set it to zero before the next step. Computed nodes start from zero each time.
    /// A graph of millions of nodes works: nothing here recurses.
    /// </remarks>
    public void Backward()
    {
        for (var node = TopologicalOrder.LinkFromOutput(this); node is not null; node = node.Link)
        {
            if (node._first is not null)
            {
                node.Grad = 0;
            }
        }

        // Users come before their inputs, so a node's gradient is complete when its turn comes.
        Grad += 1;
        for (Value? node = this; node is not null; node = TopologicalOrder.Unlink(node))
        {
            if (node._first is not null)
            {
                node._first.Grad += node._firstSlope * node.Grad;
            }

            if (node._second is not null)
            {
                node._second.Grad += node._secondSlope * node.Grad;
            }
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Value({Data:G6}, grad {Grad:G6}{(Op.Length > 0 ? ", " + Op : "")})");

    private ArgumentOutOfRangeException NoInput(int index) => new(
        nameof(index),
        InputCount switch
        {
            0 => $"A leaf has no inputs, so there is no input {index}. InputCount says how many a node has.",
            1 => $"A node made by '{Op}' has one input, number 0; there is no input {index}.",
            _ => $"A node made by '{Op}' has two inputs, numbers 0 and 1; there is no input {index}.",
        });
}
