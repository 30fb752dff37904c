using BetterAuth.Cryptography;

namespace BetterAuth.TestKit.Worlds;

/// <summary>A key of the deployment's servers over its whole life.</summary>
internal sealed class ServerKey(ISigningKey key, DateTimeOffset since)
{
    public ISigningKey Key => key;

    /// <summary>Since when everybody who follows the deployment accepts it. True time, as all here.</summary>
    public DateTimeOffset Since => since;

    /// <summary>When the last server that signed with it took another; as long as one may, null.</summary>
    public DateTimeOffset? LastUsed { get; set; }

    /// <summary>When it left the ring.</summary>
    public DateTimeOffset? Left { get; set; }

    /// <summary>Whether it left because somebody else has it.</summary>
    public bool IsTainted { get; set; }
}
