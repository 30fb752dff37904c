using System.Buffers;
using BetterAuth.Cryptography;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Sessions;

/// <summary>Makes tokens: signature over the claims' JSON ‖ encoded claims (wire facts, "Access token"). Thread-safe.</summary>
internal sealed class TokenMinter(CryptographicSuite suite, ISigningKey accessKey)
{
    /// <summary>The access key's public key text: what <see cref="AccessToken.ServerIdentity"/> must be.</summary>
    public Utf8Text ServerIdentity => accessKey.PublicKey;

    /// <summary>The token of <paramref name="claims"/>, in memory of its own.</summary>
    public async ValueTask<Utf8Text> MintAsync(AccessToken claims, CancellationToken cancellationToken)
    {
        byte[] json = ArrayPool<byte>.Shared.Rent(AccessToken.MaxLength(claims));
        try
        {
            int length = WireWriter.Write(claims, json);
            byte[] token = new byte[accessKey.SignatureLength + suite.TokenEncoder.MaxTextLength(length)];
            await accessKey.SignAsync(json.AsMemory(0, length), token.AsMemory(0, accessKey.SignatureLength), cancellationToken).ConfigureAwait(false);
            int encoded = suite.TokenEncoder.Encode(json.AsSpan(0, length), token.AsSpan(accessKey.SignatureLength));
            return new(token.AsMemory(0, accessKey.SignatureLength + encoded));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(json);
        }
    }

    /// <summary>A time's text in memory of its own.</summary>
    public Utf8Text TextOf(DateTimeOffset time)
    {
        byte[] text = new byte[suite.Timestamper.TextLength];
        suite.Timestamper.Format(time, text);
        return new(text);
    }
}
