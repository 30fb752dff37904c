namespace BetterAuth.Fuzzing.Worlds;

/// <summary>What a client is told to do.</summary>
internal enum ClientAction
{
    Create,
    Session,
    Rotate,
    Access,
    Refresh,
    Link,
    Unlink,
    ChangeRecovery,
    Resume,
    Reopen,
    Delete,
    Recover,
}
