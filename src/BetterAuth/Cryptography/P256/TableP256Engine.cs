using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Cryptography.P256;

/// <summary>Verification by tables of multiples, with the arithmetic of a strategy.</summary>
internal sealed class TableP256Engine(IP256Strategy strategy) : IP256Engine
{
    /// <inheritdoc/>
    public VerificationStatus Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> point)
    {
        if (!CompressedPoint.TryRead(point, out AffinePoint key))
        {
            return VerificationStatus.InvalidKey;
        }

        PointTable table = strategy.Build(key, TableShape.Small);
        return strategy.Verify(table, hash, signature, out _) ? VerificationStatus.Valid : VerificationStatus.InvalidSignature;
    }

    /// <inheritdoc/>
    public IP256Key? Prepare(ReadOnlySpan<byte> point) => CompressedPoint.TryRead(point, out AffinePoint key) ? new TableKey(strategy, strategy.Build(key, TableShape.Large)) : null;
}
