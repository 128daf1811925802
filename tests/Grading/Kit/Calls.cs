using System.Reflection;
using System.Reflection.Emit;

namespace CourseKit.Grading;

/// <summary>What compiled code calls.</summary>
internal static class Calls
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> s_opCodes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null))
        .OfType<OpCode>()
        .ToDictionary(code => code.Value);

    /// <summary>
    /// Every method and constructor named in the bodies of a type's methods, lambdas and iterators: the compiler puts
    /// the last two into types nested in it.
    /// </summary>
    public static IEnumerable<MethodBase> In(Type type) =>
        type.GetMethods(Own)
            .Concat<MethodBase>(type.GetConstructors(Own))
            .SelectMany(In)
            .Concat(type.GetNestedTypes(Own).SelectMany(In));

    private static IEnumerable<MethodBase> In(MethodBase method)
    {
        var body = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var typeArguments = method.DeclaringType?.GetGenericArguments();
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < body.Length;)
        {
            // An operation is one byte, or two of which the first is FE; its operand follows.
            var code = body[at] == 0xFE ? s_opCodes[unchecked((short)(0xFE00 | body[at + 1]))] : s_opCodes[body[at]];
            at += code.Size;
            if (code.OperandType == OperandType.InlineMethod
                && method.Module.ResolveMethod(BitConverter.ToInt32(body, at), typeArguments, methodArguments) is { } called)
            {
                yield return called;
            }

            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(body, at),
                _ => 4,
            };
        }
    }
}
