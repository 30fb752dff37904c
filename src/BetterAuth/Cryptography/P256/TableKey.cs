using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Cryptography.P256;

/// <summary>A public key as a table of its multiples.</summary>
internal sealed class TableKey(IP256Strategy strategy, PointTable table) : IP256Key
{
    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature) => strategy.Verify(table, hash, signature, out _);
}
