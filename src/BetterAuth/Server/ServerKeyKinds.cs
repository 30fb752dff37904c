namespace BetterAuth.Server;

/// <summary>The keys of a server that <see cref="ServerKeyFile.Rotate"/> replaces.</summary>
[Flags]
public enum ServerKeyKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The key that signs answers. Clients that pin it must accept the new one, or they refuse every answer.</summary>
    Response = 1,

    /// <summary>The key that signs tokens. Tokens of the former ones stay valid where <see cref="ServerKeys.AccessKeys"/> is used.</summary>
    Access = 2,

    /// <summary>The key that challenges are made with. Challenges of the former one stay valid for their lifetime.</summary>
    Challenge = 4,
}
