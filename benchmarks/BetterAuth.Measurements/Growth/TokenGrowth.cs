using System.Diagnostics;
using System.Security.Cryptography;
using BetterAuth.Access;

namespace BetterAuth.Measurements.Growth;

/// <summary>How the cost of finding a verified token grows with the number of those that are remembered: the work is the same, the memory it touches is not near any more.</summary>
internal static class TokenGrowth
{
    private const int TokenLength = 600; // about as long as a token with few attributes
    private const int Finds = 200_000;

    public static GrowthPoint Measure(int tokens)
    {
        VerifiedTokenCache cache = new(tokens);
        byte[][] texts = new byte[tokens][];
        for (int i = 0; i < tokens; i++)
        {
            texts[i] = RandomNumberGenerator.GetBytes(TokenLength);
            cache.Add(texts[i], new((byte[])texts[i].Clone(), default, null!), i);
        }

        Random order = new(1);
        int[] turns = [.. Enumerable.Range(0, Finds).Select(_ => order.Next(tokens))];
        int found = 0;
        long started = Stopwatch.GetTimestamp();
        foreach (int turn in turns)
        {
            found += cache.Find(texts[turn], turn) is null ? 0 : 1;
        }

        double nanoseconds = Stopwatch.GetElapsedTime(started).TotalNanoseconds / Finds;

        // Sets of four fill unevenly: some tokens had to give way.
        return found > Finds / 2 ? new("find-token", tokens, nanoseconds, double.NaN, double.NaN) : throw new InvalidOperationException("Most tokens were forgotten.");
    }
}
