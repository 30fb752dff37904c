using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Cryptography.P256;

/// <summary>Arithmetic for one kind of processor: builds tables and verifies by them. Thread-safe.</summary>
internal interface IP256Strategy
{
    /// <summary>How many partial sums a verification adds up side by side.</summary>
    int Lanes { get; }

    /// <summary>Fills the table of a point of the curve.</summary>
    void Build(in AffinePoint point, PointTable table);

    /// <summary>Verifies r ‖ s, both in range, over a hash by the key whose table this strategy built; says whether the exceptional path was taken. Allocates nothing.</summary>
    bool Verify(PointTable key, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, out bool exceptional);

    /// <summary>The point in a row of a table that this strategy built.</summary>
    AffinePoint PointOf(PointTable table, int row);
}
