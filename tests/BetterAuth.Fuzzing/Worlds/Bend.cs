namespace BetterAuth.Fuzzing.Worlds;

/// <summary>What becomes of an answer on its way to the client.</summary>
internal enum Bend
{
    Nothing,
    LoseRequest,
    LoseAnswer,

    /// <summary>Changed on the way.</summary>
    Damage,

    /// <summary>Changed, and signed by the response key as it then is: a server that writes strange answers.</summary>
    DamageAndSign,

    /// <summary>The answer to an earlier message.</summary>
    Earlier,

    /// <summary>Bytes that were never an answer.</summary>
    Noise,

    /// <summary>An unsigned error.</summary>
    Error,
}
