using BetterAuth.Wire;
using BetterAuth.Wire.Records;

namespace BetterAuth.Tests.Wire.Records;

/// <summary>Records hold keys: no buffer keeps what was written into it.</summary>
public class RecordWriterTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Buffers_are_cleared_when_they_are_outgrown_and_when_the_record_is_taken(bool holdsKeys)
    {
        RecordWriter writer = new(8, holdsKeys);
        Span<byte> outgrown = writer.Take(8);
        outgrown.Fill(7);
        Span<byte> last = writer.Take(1);
        last.Fill(9);
        Assert.Equal(new byte[8], outgrown.ToArray());

        Assert.Equal([7, 7, 7, 7, 7, 7, 7, 7, 9], writer.ToArray());
        Assert.Equal(0, last[0]);
        Assert.Empty(writer.ToArray());
    }

    [Fact]
    public void A_record_with_keys_is_where_the_collector_does_not_move_it()
    {
        RecordWriter writer = new(8, holdsKeys: true);
        writer.Int64(1);

        // Small and new, it would be in generation 0 anywhere else.
        Assert.Equal(GC.MaxGeneration, GC.GetGeneration(writer.ToArray()));
        Assert.Equal(GC.MaxGeneration, GC.GetGeneration(BetterAuth.Client.ClientRecord.Encode(BetterAuth.Client.ClientState.Empty)));
    }

    [Fact]
    public void A_text_that_is_too_long_for_its_length_is_a_defect()
    {
        RecordWriter writer = new(8);
        Assert.Throws<OverflowException>(() => writer.Text(new Utf8Text(new byte[65_536])));
        writer.Text(new Utf8Text(new byte[65_535]));
    }
}
