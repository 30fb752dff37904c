namespace BetterAuth.TestKit.Worlds;

/// <summary>Where faults strike.</summary>
internal enum FaultPoint
{
    /// <summary>A server or verifier is about to ask its store or lock: it may crash, wait, or get no answer.</summary>
    BeforeStore,

    /// <summary>The store has done it: the caller may crash, wait, or never be told.</summary>
    AfterStore,

    /// <summary>A message is about to be sent, or was just sent: its sender may crash.</summary>
    Send,

    /// <summary>A client is about to write its record: it may crash, wait, or be refused by the disk.</summary>
    BeforeClientWrite,

    /// <summary>The record is written: the client may crash or wait.</summary>
    AfterClientWrite,
}
