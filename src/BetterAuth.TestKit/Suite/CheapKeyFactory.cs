using BetterAuth.Cryptography;
using BetterAuth.TestKit.Worlds;

namespace BetterAuth.TestKit.Suite;

/// <summary>Keys that follow from the seed. Every secret begins with <see cref="Marker"/>, so that one search finds any of them in any bytes.</summary>
internal sealed class CheapKeyFactory(Dice entropy) : IKeyFactory
{
    public static ReadOnlySpan<byte> Marker => "\u0001PRIVATE\u0001KEY"u8;

    /// <summary>The marker as base64url has it.</summary>
    public static ReadOnlySpan<byte> MarkerText => "AVBSSVZBVEUBS0VZ"u8;

    public int SecretLength => 32;

    public ISigningKey Generate()
    {
        byte[] secret = new byte[SecretLength];
        Marker.CopyTo(secret);
        entropy.Fill(secret.AsSpan(Marker.Length));
        return new CheapSigningKey(secret);
    }

    public ISigningKey Import(ReadOnlySpan<byte> secret) =>
        secret.Length == SecretLength && secret.StartsWith(Marker) ? new CheapSigningKey(secret.ToArray()) : throw new ArgumentException("No secret of this suite.", nameof(secret));

    public void Export(ISigningKey key, Span<byte> secret) =>
        ((key as CheapSigningKey)?.Secret ?? throw new ArgumentException("A key of another factory.", nameof(key))).CopyTo(secret);
}
