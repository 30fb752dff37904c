using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Wire.Messages;

/// <summary>Every change of a single byte of every kind of message: refused, or the message means what it meant.</summary>
public class MutationTests
{
    private static readonly byte[] Telling = [.. "\"\\{}[],:0Aae-_=+/ \n"u8, 0, 0x7F, 0x80, 0xFF];

    public static TheoryData<string> Names => ProtocolMessages.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void J_34_Every_single_byte_deletion_insertion_and_bit_flip_is_refused_or_means_the_same(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        byte[] inserted = TestBudget.IsFull ? [.. Enumerable.Range(0, 256).Select(value => (byte)value)] : Telling;
        int mutants = 0, same = 0;
        foreach (byte[] mutant in Mutants(message.Text, inserted))
        {
            mutants++;
            if (message.Receive(mutant) is null)
            {
                same++;
                Assert.True(MeansTheSame(message, mutant), Encoding.UTF8.GetString(mutant));
            }
        }

        Assert.True(mutants > 20 * message.Text.Length);
        Assert.True(same > 0, "White space before the message, at least, is accepted.");
    }

    /// <summary>A signed message is the same one, but for white space outside the payload. One without a signature may say other things, but then it says exactly what was read.</summary>
    private static bool MeansTheSame(ProtocolMessage message, byte[] mutant)
    {
        byte[] again = new byte[mutant.Length];
        int length = message.Carry(mutant, CryptographicSuite.Default.Verifier, again);
        return length >= 0 && again.AsSpan(0, length).SequenceEqual(message.IsSigned ? message.Text : WithoutSpace(mutant));
    }

    private static byte[] WithoutSpace(byte[] json)
    {
        bool inText = false;
        List<byte> compact = [];
        foreach (byte next in json)
        {
            inText ^= next == '"'; // No escapes: they were refused, or the test's own data has none.
            if (inText || next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                compact.Add(next);
            }
        }

        return [.. compact];
    }

    private static IEnumerable<byte[]> Mutants(byte[] text, byte[] inserted)
    {
        for (int place = 0; place <= text.Length; place++)
        {
            foreach (byte next in inserted)
            {
                yield return [.. text[..place], next, .. text[place..]];
            }

            if (place < text.Length)
            {
                yield return [.. text[..place], .. text[(place + 1)..]];
                for (int bit = 0; bit < 8; bit++)
                {
                    byte[] flipped = [.. text];
                    flipped[place] ^= (byte)(1 << bit);
                    yield return flipped;
                }
            }
        }
    }
}
