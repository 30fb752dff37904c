namespace BetterAuth.TestKit.Worlds;

/// <summary>What the trace says happened.</summary>
internal static class Codes
{
    public const ulong Request = 1;
    public const ulong Answer = 2;
    public const ulong Lost = 3;
    public const ulong Repeated = 4;
    public const ulong Resume = 5;
    public const ulong TimeOut = 6;
    public const ulong Crash = 7;
    public const ulong CrashAtPoint = 8;
    public const ulong Restart = 9;
    public const ulong Clock = 10;
    public const ulong Act = 11;
    public const ulong Attack = 12;
    public const ulong Commit = 13;
    public const ulong Served = 14;
    public const ulong ClientWrite = 15;
    public const ulong Keys = 16;
}
