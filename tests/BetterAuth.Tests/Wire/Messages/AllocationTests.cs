using System.Diagnostics.CodeAnalysis;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Wire.Messages;

/// <summary>What our own code allocates for a good message: nothing. The platform's verification, which does, is replaced.</summary>
public class AllocationTests
{
    public static TheoryData<string> Names => ProtocolMessages.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Reading_verifying_and_writing_a_message_allocates_nothing(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        ReadOnlyMemory<byte> text = message.Text;
        byte[] again = new byte[text.Length];
        YesVerifier verifier = new();
        int length = 0;
        Allocations.None(() => length = message.Carry(text, verifier, again));
        Assert.Equal(text.Length, length);
        Assert.Equal(message.IsSigned, verifier.Calls > 0);
        Assert.True(again.AsSpan().SequenceEqual(text.Span));
    }

    [Fact]
    public void Hashing_nonces_times_and_keys_texts_allocate_nothing()
    {
        CryptographicSuite suite = CryptographicSuite.Default;
        byte[] hash = new byte[suite.Hasher.TextLength], nonce = new byte[suite.Noncer.TextLength], value = new byte[INoncer.ValueLength], time = new byte[suite.Timestamper.TextLength], long1 = new byte[5_000];
        using ISigningKey key = suite.Keys.Generate();
        Utf8Text text = key.PublicKey;
        bool good = true;
        Allocations.None(() =>
        {
            suite.Hasher.Hash(long1, hash);
            suite.Noncer.Generate(nonce);
            suite.Timestamper.Format(DateTimeOffset.UnixEpoch, time);
            good &= suite.Hasher.IsWellFormed(hash) && suite.Noncer.TryDecode(nonce, value) && suite.Timestamper.TryParse(time, out _) && suite.Verifier.IsValidKey(text.Span);
        });
        Assert.True(good);
    }

    [Fact]
    public void The_measure_sees_a_single_object() => Assert.True(Allocations.Per(() => GC.KeepAlive(new object())) > 0);

    private sealed class YesVerifier : IVerifier
    {
        private readonly IVerifier _shapes = CryptographicSuite.Default.Verifier;

        public int Calls { get; private set; }

        public int PublicKeyLength => _shapes.PublicKeyLength;

        public int SignatureLength => _shapes.SignatureLength;

        public bool IsWellFormedKey(ReadOnlySpan<byte> text) => _shapes.IsWellFormedKey(text);

        public bool IsWellFormedSignature(ReadOnlySpan<byte> text) => _shapes.IsWellFormedSignature(text);

        public bool IsValidKey(ReadOnlySpan<byte> text) => _shapes.IsValidKey(text);

        public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
        {
            Calls++;
            return message.IsEmpty || signature.Length != SignatureLength || publicKey.Length != PublicKeyLength ? VerificationStatus.InvalidSignature : VerificationStatus.Valid;
        }

        public bool TryImport(Utf8Text publicKey, [NotNullWhen(true)] out IVerificationKey? key) => _shapes.TryImport(publicKey, out key);
    }
}
