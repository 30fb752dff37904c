using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Tests.Cryptography.P256;

/// <summary>A strategy, and the tables it was asked to fill.</summary>
internal sealed class CountingStrategy(IP256Strategy strategy) : IP256Strategy
{
    private readonly List<PointTable> _built = [];

    public int Lanes => strategy.Lanes;

    public PointTable[] Built
    {
        get
        {
            lock (_built)
            {
                return [.. _built];
            }
        }
    }

    public void Build(in AffinePoint point, PointTable table)
    {
        lock (_built)
        {
            _built.Add(table);
        }

        strategy.Build(point, table);
    }

    public bool Verify(PointTable key, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, out bool exceptional) => strategy.Verify(key, hash, signature, out exceptional);

    public AffinePoint PointOf(PointTable table, int row) => strategy.PointOf(table, row);
}
