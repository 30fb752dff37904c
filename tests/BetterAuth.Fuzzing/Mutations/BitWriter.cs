namespace BetterAuth.Fuzzing.Mutations;

/// <summary>Bits in the order of DEFLATE: numbers lowest bit first, codes highest bit first.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _bytes = [];
    private int _count;

    public void Put(int value, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Bit((value >> i) & 1);
        }
    }

    public void PutCode(int code, int count)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            Bit((code >> i) & 1);
        }
    }

    public byte[] ToArray() => [.. _bytes];

    private void Bit(int bit)
    {
        if (_count % 8 == 0)
        {
            _bytes.Add(0);
        }

        _bytes[^1] |= (byte)(bit << (_count++ % 8));
    }
}
