namespace MiniTensor.Nn;

/// <summary>What the convolutions demand of their groups.</summary>
internal static class Groups
{
    public static void Check(string layer, int inputs, int outputs, int groups) => ShapeException.Require(
        groups >= 1 && inputs % groups == 0 && outputs % groups == 0, layer,
        $"needs channels and outputs that fall into {groups} groups; got {inputs} and {outputs}");
}
