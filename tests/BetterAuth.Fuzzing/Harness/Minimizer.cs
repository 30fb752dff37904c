namespace BetterAuth.Fuzzing.Harness;

/// <summary>Shortens a failing input as long as it fails in the same way: first by leaving pieces out, large ones first, then by making bytes plain.</summary>
internal static class Minimizer
{
    private const int MaxTries = 3_000;
    private const byte Plain = (byte)'0';

    /// <summary>The shortest input found that is still failing by <paramref name="fails"/>.</summary>
    public static byte[] Minimize(byte[] input, Func<byte[], bool> fails)
    {
        int tries = 0;
        bool Fails(byte[] candidate) => tries++ < MaxTries && fails(candidate);

        for (int piece = Math.Max(1, input.Length / 2); piece >= 1; piece /= 2)
        {
            for (int start = 0; start < input.Length;)
            {
                byte[] without = [.. input[..start], .. input[Math.Min(start + piece, input.Length)..]];
                if (Fails(without))
                {
                    input = without;
                }
                else
                {
                    start += piece;
                }
            }
        }

        for (int at = 0; at < input.Length; at++)
        {
            byte[] plainer = [.. input];
            plainer[at] = Plain;
            if (input[at] != Plain && Fails(plainer))
            {
                input = plainer;
            }
        }

        return input;
    }
}
