using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using BetterAuth.Errors;

namespace BetterAuth.Tests.Support.Secrets;

/// <summary>
/// What is told while tests run: every refusal that a <see cref="World"/> gives, in both its texts; every line that a host logs; every exception at the moment it is thrown, whoever catches it.
/// Each case asserts at its end that no secret was told, and the run as a whole does (<c>OverheardByAll</c>).
/// </summary>
internal static class Overheard
{
    private static readonly ConcurrentQueue<string> Secrets = new();
    private static readonly AsyncLocal<ConcurrentQueue<string>?> Planted = new();

    private static long _heard;

    /// <summary>The name of the test that runs, where tests do.</summary>
    public static Func<string?> Test { get; set; } = () => null;

    /// <summary>How many texts were looked at.</summary>
    public static long Heard => Interlocked.Read(ref _heard);

    public static void Hear(string text, string source)
    {
        Interlocked.Increment(ref _heard);
        if (SecretText.FindIn(text) is { } secret)
        {
            (Planted.Value ?? Secrets).Enqueue($"a {secret} in {source}: {text} [{Test()}]");
        }
    }

    /// <summary>What goes to the client, and what goes to the log.</summary>
    public static void Hear(Refusal refusal)
    {
        ArrayBufferWriter<byte> json = new();
        RefusalJson.Write(refusal, json);
        Hear(Encoding.UTF8.GetString(json.WrittenSpan), "an error");
        Hear(refusal.ToString(), "a refusal");
    }

    public static void AssertNoSecret() => Assert.Empty(Secrets);

    /// <summary>What is heard of secrets that are told on purpose.</summary>
    public static IReadOnlyCollection<string> While(Action tells)
    {
        ConcurrentQueue<string> planted = new();
        Planted.Value = planted;
        try
        {
            tells();
        }
        finally
        {
            Planted.Value = null;
        }

        return planted;
    }
}
