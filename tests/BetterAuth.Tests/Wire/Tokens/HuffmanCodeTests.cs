using BetterAuth.Wire.Tokens;

namespace BetterAuth.Tests.Wire.Tokens;

public class HuffmanCodeTests
{
    [Fact]
    public void Codes_that_fit_the_index_are_found_by_it_alone()
    {
        // The fixed code of RFC 1951 section 3.2.6: 7, 8 and 9 bits.
        byte[] lengths = [.. Enumerable.Repeat((byte)8, 144), .. Enumerable.Repeat((byte)9, 112), .. Enumerable.Repeat((byte)7, 24), .. Enumerable.Repeat((byte)8, 8)];
        ushort[] memory = new ushort[HuffmanCode.MemoryFor(lengths.Length, HuffmanCode.ManyIndexBits)];
        HuffmanCode code = new(memory, HuffmanCode.ManyIndexBits);
        Assert.True(code.TryBuild(lengths, mayBeIncomplete: false));
        memory.AsSpan(1 << HuffmanCode.ManyIndexBits).Clear(); // what longer codes are found by
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            int value = symbol switch { < 144 => 0x30 + symbol, < 256 => 0x190 + symbol - 144, < 280 => symbol - 256, _ => 0xC0 + symbol - 280 };
            uint bits = 0; // first bit first
            for (int bit = 0; bit < lengths[symbol]; bit++)
            {
                bits += (uint)(((value >> (lengths[symbol] - 1 - bit)) & 1) << bit);
            }

            Assert.Equal((symbol, (int)lengths[symbol]), (code.Find(bits, out int length), length));
            Assert.Equal(symbol, code.Find(bits | ~0u << lengths[symbol], out _)); // whatever follows
        }
    }
}
