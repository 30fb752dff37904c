namespace BetterAuth.Fuzzing.Harness;

/// <summary>The numbers behind one input: the same for the same seed, target and iteration, on every machine (SplitMix64).</summary>
internal sealed class FuzzRandom
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state;

    public FuzzRandom(ulong seed) => _state = seed;

    /// <summary>The numbers of an iteration.</summary>
    public static FuzzRandom Of(ulong seed, string target, long iteration)
    {
        ulong state = Mix(seed + Step);
        foreach (char letter in target)
        {
            state = Mix(state ^ letter);
        }

        return new(Mix(state + ((ulong)iteration * Step)));
    }

    public ulong Next() => Mix(_state += Step);

    /// <summary>0 to <paramref name="bound"/> - 1; 0 when the bound is.</summary>
    public int Below(int bound) => bound <= 1 ? 0 : (int)(Next() % (ulong)bound);

    public byte Byte() => (byte)Next();

    public bool OneIn(int chances) => Below(chances) == 0;

    public T Pick<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    /// <summary>A length: mostly short, now and then up to the bound.</summary>
    public int Length(int bound) => OneIn(4) ? Below(bound + 1) : Below(Math.Min(bound, 16) + 1);

    public byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = Byte();
        }

        return bytes;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
