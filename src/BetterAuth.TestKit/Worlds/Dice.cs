namespace BetterAuth.TestKit.Worlds;

/// <summary>The only source of chance in a simulation: SplitMix64. The same seed gives the same numbers on every machine.</summary>
internal sealed class Dice(ulong seed)
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    /// <summary>The decision of one step of one seed: independent of every other, so that a history can be shortened by leaving decisions out.</summary>
    public static ulong Decision(long seed, int step) => Mix(Mix((ulong)seed ^ 0x6A09E667F3BCC908) + ((ulong)step * Increment));

    public void Reseed(ulong seed) => _state = seed;

    public ulong Next() => Mix(_state += Increment);

    /// <summary>A number from 0 to <paramref name="limit"/> − 1.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    public bool Chance(int permille) => permille > 0 && Below(1000) < permille;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public void Fill(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            ulong word = Next();
            int length = Math.Min(bytes.Length, sizeof(ulong));
            for (int i = 0; i < length; i++)
            {
                bytes[i] = (byte)(word >> (8 * i));
            }

            bytes = bytes[length..];
        }
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
