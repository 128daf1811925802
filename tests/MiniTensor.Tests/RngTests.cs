using MiniTensor;
using Xunit;

namespace CourseKit.Tests.MiniTensor;

public sealed class RngTests
{
    // Source: the known-answer file of Random123 (kat_vectors, philox4x32 10), counters and keys as 64-bit halves.
    [Theory]
    [InlineData(0ul, 0ul, 0ul, new[] { 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u })]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, new[] { 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu })]
    [InlineData(0x85a308d3243f6a88ul, 0x0370734413198a2eul, 0x299f31d0a4093822ul, new[] { 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u })]
    public void The_cipher_gives_the_published_answers(ulong counter, ulong stream, ulong key, uint[] expected)
    {
        var block = new uint[4];
        Rng.Philox(counter, stream, key, block);
        Assert.Equal(expected, block);
    }
}
