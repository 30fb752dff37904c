namespace BetterAuth.Cryptography.P256;

/// <summary>
/// What computes verifications: the seam between the codecs and the arithmetic. Everything is bytes here; texts, formats and ranges were checked before. Thread-safe.
/// </summary>
internal interface IP256Engine
{
    /// <summary>The strategy's name, as <see cref="P256Engines.Variable"/> knows it.</summary>
    string Name { get; }

    /// <summary>Bytes of the tables of clients' keys that are kept.</summary>
    long TableBytes { get; }

    /// <summary>How many tables of clients' keys are kept.</summary>
    int TableCount { get; }

    /// <summary>
    /// Verifies r ‖ s over a SHA-256 hash by a compressed point that may never have been seen, and may be none. What was computed from the point may be kept if somebody trusted has vouched for it.
    /// </summary>
    VerificationStatus Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> point, bool isVouched);

    /// <summary>Prepares a key that will be used again and again; <see langword="null"/> when the encoding is not that of a point.</summary>
    IP256Key? Prepare(ReadOnlySpan<byte> point);
}
