using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MiniTensor;

/// <summary>Shapes, axes or indices that do not fit an op. The text says what the op needs and what it got.</summary>
/// <example><c>MatMul: needs (M, K) and (K, N); got (2, 3) and (2, 3)</c></example>
public sealed class ShapeException : ArgumentException
{
    public ShapeException(string op, string message)
        : base($"{op}: {message}")
    {
    }

    /// <summary>Throws unless the condition holds; the text is put together only then.</summary>
    internal static void Require(
        [DoesNotReturnIf(false)] bool condition,
        string op,
        [InterpolatedStringHandlerArgument(nameof(condition))] ref Text message)
    {
        if (!condition)
        {
            throw new ShapeException(op, message.ToString());
        }
    }

    /// <summary>An interpolated string that is only built when the condition failed: checks cost nothing where all is well.</summary>
    [InterpolatedStringHandler]
    internal ref struct Text
    {
        private DefaultInterpolatedStringHandler _text;

        public Text(int literalLength, int formattedCount, bool condition, out bool needed)
        {
            needed = !condition;
            _text = needed ? new DefaultInterpolatedStringHandler(literalLength, formattedCount, System.Globalization.CultureInfo.InvariantCulture) : default;
        }

        public void AppendLiteral(string value) => _text.AppendLiteral(value);

        public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

        public override string ToString() => _text.ToStringAndClear();
    }
}
