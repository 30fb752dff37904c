namespace BetterAuth.CrashHost;

/// <summary>Says on standard output what the store has answered. Each line leaves at once, and ends in a stop that tells a whole line from one that a kill cut.</summary>
internal static class Acknowledgements
{
    private static readonly Lock Gate = new();
    private static readonly Stream Output = Console.OpenStandardOutput();

    public static void Write(string what)
    {
        lock (Gate)
        {
            Output.Write(System.Text.Encoding.ASCII.GetBytes(what + ".\n"));
        }
    }
}
