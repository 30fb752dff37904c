using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using BetterAuth.Wire.Records;
using CsCheck;

namespace BetterAuth.Tests.Wire.Records;

/// <summary>The fields of records: what is written is read, in the order it was written.</summary>
public class RecordProperties
{
    private static readonly Gen<(int Kind, long Number, byte[] Bytes)> Fields = Gen.Select(Gen.Int[0, 5], Gen.Long, Gen.Byte.Array[0, 80]);

    [Property]
    public void Fields_come_back_in_their_order() => Gen.Select(Fields.Array[0, 12], Gen.Int[0, 40]).Holds(sample =>
    {
        RecordReader reader = new(Written(sample.Item1, sample.Item2), "test");
        foreach ((int kind, long number, byte[] bytes) in sample.Item1)
        {
            switch (kind)
            {
                case 0:
                    Assert.Equal((byte)number, reader.Byte());
                    break;
                case 1:
                    Assert.Equal(number > 0, reader.Boolean());
                    break;
                case 2:
                    Assert.Equal((int)number, reader.Int32());
                    break;
                case 3:
                    Assert.Equal(number, reader.Int64());
                    break;
                case 4:
                    Assert.Equal(bytes, reader.Text().Memory.ToArray());
                    break;
                default:
                    Assert.Equal(bytes, reader.Blob().ToArray());
                    break;
            }
        }

        reader.End();
    });

    [Property]
    public void A_buffer_that_is_outgrown_changes_nothing() => Gen.Select(Fields.Array[0, 12], Gen.Int[0, 40]).Holds(sample =>
        Written(sample.Item1, sample.Item2).AsSpan().SequenceEqual(Written(sample.Item1, 4096)));

    [Property]
    public void More_than_there_is_cannot_be_taken() => Gen.Select(Gen.Byte.Array[0, 40], Gen.Int).Holds(sample =>
    {
        (byte[] record, int length) = sample;
        bool fits = length >= 0 && length <= record.Length;
        try
        {
            RecordReader reader = new(record, "test");
            return reader.Bytes(length).Length == length && fits;
        }
        catch (InvalidDataException)
        {
            return !fits;
        }
    });

    private static byte[] Written((int Kind, long Number, byte[] Bytes)[] fields, int capacity)
    {
        RecordWriter writer = new(capacity);
        foreach ((int kind, long number, byte[] bytes) in fields)
        {
            switch (kind)
            {
                case 0:
                    writer.Byte((byte)number);
                    break;
                case 1:
                    writer.Boolean(number > 0);
                    break;
                case 2:
                    writer.Int32((int)number);
                    break;
                case 3:
                    writer.Int64(number);
                    break;
                case 4:
                    writer.Text(new Utf8Text(bytes));
                    break;
                default:
                    writer.Blob(bytes);
                    break;
            }
        }

        return writer.ToArray();
    }
}
