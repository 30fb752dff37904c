using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Clients;

/// <summary>What a client's record says, without its keys.</summary>
internal sealed record StoredClient(Utf8Text Identity, Utf8Text Device, long Position, IReadOnlyList<PendingMessage> Pending, IReadOnlyList<(Utf8Text Identity, Utf8Text Device)> Registrations)
{
    private static readonly Keyless Keys = new();

    public static StoredClient Empty { get; } = new(default, default, 0, [], []);

    public static StoredClient Read(ReadOnlyMemory<byte> record)
    {
        ClientState state = ClientRecord.Decode(record, Keys);
        return new(state.Identity, state.Device, state.Position, state.Pending, [.. state.Pending.Select(message => message.Registers).OfType<NewDevice>().Select(device => (device.Identity, device.Device))]);
    }

    /// <summary>Keys are of no interest here, and restoring them costs more than all the rest.</summary>
    private sealed class Keyless : IKeyFactory, ISigningKey
    {
        public int SecretLength => 32;

        public Utf8Text PublicKey => default;

        public int SignatureLength => 0;

        public ISigningKey Import(ReadOnlySpan<byte> secret) => this;

        public ISigningKey Generate() => throw new NotSupportedException();

        public void Export(ISigningKey key, Span<byte> secret) => throw new NotSupportedException();

        public ValueTask SignAsync(ReadOnlyMemory<byte> message, Memory<byte> signature, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => throw new NotSupportedException();

        public void Dispose()
        {
            // There is nothing.
        }
    }
}
