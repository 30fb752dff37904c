using BetterAuth.Cryptography;
using BetterAuth.Cryptography.P256;

namespace BetterAuth.Tests.Cryptography;

/// <summary>An engine that computes nothing: everything is valid, and it keeps in mind what it was asked.</summary>
internal sealed class RecordingEngine : IP256Engine, IP256Key
{
    public string Name => "recording";

    public long TableBytes => 0;

    public int TableCount => 0;

    /// <summary>Of each verification, whether the key was vouched for; null where it had been prepared.</summary>
    public List<bool?> Verifications { get; } = [];

    /// <summary>The points that were prepared.</summary>
    public List<byte[]> Prepared { get; } = [];

    public VerificationStatus Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> point, bool isVouched)
    {
        Verifications.Add(isVouched);
        return VerificationStatus.Valid;
    }

    public bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        Verifications.Add(null);
        return true;
    }

    public IP256Key? Prepare(ReadOnlySpan<byte> point)
    {
        Prepared.Add(point.ToArray());
        return this;
    }
}
