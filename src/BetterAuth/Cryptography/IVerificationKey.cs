using BetterAuth.Wire;

namespace BetterAuth.Cryptography;

/// <summary>A public key that is used again and again (a server's): imported once, kept. Thread-safe.</summary>
public interface IVerificationKey
{
    /// <summary>The public key's text; for a server key also its <c>serverIdentity</c>.</summary>
    Utf8Text PublicKey { get; }

    /// <summary>Verifies <paramref name="signature"/> over <paramref name="message"/>.</summary>
    VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
