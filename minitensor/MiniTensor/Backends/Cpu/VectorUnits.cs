using System.Runtime.Intrinsics.X86;

namespace MiniTensor.Backends.Cpu;

/// <summary>How a processor carries out the widest vectors, which its list of instructions does not tell.</summary>
internal static class VectorUnits
{
    private const int FirstWhole = 0x1A; // the family of Zen 5; Zen 4 is of family 0x19
    private const int Amd = 0x68747541; // "Auth" of "AuthenticAMD"

    /// <summary>
    /// Whether a multiply-add of 512 bits is done in two halves, as on AMD's Zen 4, or whole and two at a time, as on
    /// Zen 5 and Intel's servers. Tests set it, to run what other processors run.
    /// </summary>
    public static bool AreHalves { get; set; } = X86Base.IsSupported && X86Base.CpuId(0, 0).Ebx == Amd && Family() < FirstWhole;

    private static int Family()
    {
        var signature = X86Base.CpuId(1, 0).Eax;
        return ((signature >> 8) & 0xF) + ((signature >> 20) & 0xFF);
    }
}
