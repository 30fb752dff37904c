using System.Buffers;
using System.Text;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Wire.Messages;

/// <summary>Generated messages under a reader that is not the library's own: one that was given half of a text, or a text in pieces.</summary>
public sealed class OwnedMessageTests
{
    private const string Whole = """{"name":"Zoë\n","parts":["a","b\u0063"]}""";

    [Fact]
    public void A_text_in_pieces_is_read_like_one_in_one()
    {
        byte[] text = Encoding.UTF8.GetBytes(Whole);
        for (int cut = 1; cut < text.Length; cut++)
        {
            Utf8JsonReader reader = new(InPieces(text, cut));
            reader.Read();

            Assert.True(Parts.TryRead(ref reader, out Parts? parts, out Refusal? refusal), $"{cut}: {refusal}");
            Assert.Equal(("Zoë\n", "a,bc"), (parts.Name.ToString(), string.Join(',', parts.Items)));
        }
    }

    [Fact]
    public void A_text_that_ends_early_is_refused_and_never_half_a_message()
    {
        byte[] text = Encoding.UTF8.GetBytes(Whole);
        for (int length = 1; length < text.Length; length++)
        {
            // More may follow, so the reader itself sees nothing wrong.
            Utf8JsonReader reader = new(text.AsSpan(0, length), isFinalBlock: false, default);
            reader.Read();

            Assert.False(Parts.TryRead(ref reader, out _, out Refusal? refusal));
            Assert.Equal(ErrorCode.InvalidMessage, refusal.Code);
        }
    }

    private static ReadOnlySequence<byte> InPieces(byte[] text, int cut)
    {
        Piece first = new(text.AsMemory(0, cut), null);
        Piece last = new(text.AsMemory(cut), first);
        return new(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? former)
        {
            Memory = memory;
            if (former is not null)
            {
                RunningIndex = former.RunningIndex + former.Memory.Length;
                former.Next = this;
            }
        }
    }
}

[BetterAuthMessage]
internal sealed partial record Parts(Utf8Text Name, [property: MemberName("parts")] List<string> Items);
