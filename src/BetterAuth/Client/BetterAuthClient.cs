using System.Security.Cryptography;
using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Client;

/// <summary>
/// One device of an account. Thread-safe: operations wait for each other; access requests run beside each other.
/// </summary>
/// <remarks>
/// <para>Every operation throws a <see cref="BetterAuthException"/> when the server refuses or its answer is not what it must be, and what <see cref="INetwork"/> throws when none came.
/// Nothing has advanced here then; but the message was signed and may still be applied, so it is kept (in the store, before it is sent) and sent again, unchanged,
/// before anything else of this device is signed: by the next operation, or by <see cref="ResumeAsync"/>.</para>
/// <para>Protocol: better-auth; persistent positions: exactly-once operations, section 5.</para>
/// </remarks>
public sealed partial class BetterAuthClient : IAsyncDisposable
{
    private readonly BetterAuthClientOptions _options;
    private readonly ResponseReader _responses;
    private readonly TokenChecks _tokens;
    private readonly NonceCounter _nonces;
    private readonly AcknowledgementTrust _trust;
    private readonly OperationQueue _operations;
    private ClientState _state;

    private BetterAuthClient(BetterAuthClientOptions options, ClientState state)
    {
        _options = options;
        _responses = new(options.Suite, options.ResponseKeys);
        _tokens = new(options.Suite);
        _nonces = new(options.Suite.Noncer);
        _trust = options.Trust ?? (options.Network.AuthenticatesServer ? AcknowledgementTrust.Believe : AcknowledgementTrust.Confirm);
        _operations = new(options.RunsWaitersInline);
        _state = state;
    }

    /// <summary>The account; empty before one is created, recovered or linked, and after it was left.</summary>
    public Utf8Text Identity => _state.Identity;

    /// <summary>This device; empty before an account is created, recovered or linked, and after it was left.</summary>
    public Utf8Text Device => _state.Device;

    /// <summary>Until when the session's token is accepted; null without a session. A session can be refreshed for longer.</summary>
    public DateTimeOffset? SessionExpiry => _state.Session?.Expiry;

    /// <summary>Whether a message was signed whose outcome is not known.</summary>
    public bool HasPendingOperation => !_state.Pending.IsEmpty;

    private CryptographicSuite Suite => _options.Suite;

    /// <summary>Opens the client on its store: an existing device goes on where it was. Throws <see cref="InvalidDataException"/> for a record that cannot be read, and <see cref="ArgumentException"/> for an option that is wrong.</summary>
    public static async ValueTask<BetterAuthClient> OpenAsync(BetterAuthClientOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Configuration.Require(options.Audience is null || AccessPurpose.IsAudience(options.Audience), nameof(BetterAuthClientOptions), nameof(options.Audience), AccessPurpose.AudienceRule);
        byte[]? record = await options.Store.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (record is null)
        {
            return new(options, ClientState.Empty);
        }

        try
        {
            return new(options, ClientRecord.Decode(record, options.Suite.Keys));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(record);
        }
    }

    /// <summary>
    /// Sends the messages again whose outcome is not known. True when nothing is pending any more; false when the server refused them all, which an operation of the same position will supersede.
    /// After a deletion or self-unlink it sends that again, for a server that may have lost it.
    /// </summary>
    public async ValueTask<bool> ResumeAsync(CancellationToken cancellationToken = default)
    {
        using OperationQueue.Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        Refusal? refusal = _state is { HasDevice: false, Pending.IsEmpty: true, Acknowledged: [PendingMessage end] }
            ? await DeliverAsync(end, cancellationToken).ConfigureAwait(false)
            : await ResolveAsync(cancellationToken).ConfigureAwait(false);
        return refusal is null;
    }

    /// <summary>
    /// Erases this device's keys, session and pending messages for good, without asking the server. For a device whose deletion or unlinking cannot be confirmed, or that was revoked; nothing can be signed with these keys again.
    /// </summary>
    public async ValueTask ForgetDeviceAsync(CancellationToken cancellationToken = default)
    {
        using OperationQueue.Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        await CommitAsync(ClientState.Empty, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Clears this device's keys from memory. The store keeps them.</summary>
    public async ValueTask DisposeAsync()
    {
        await TakeTurnAsync(CancellationToken.None).ConfigureAwait(false);
        ClientState state = _state;
        _state = ClientState.Empty;
        foreach (HeldKey key in state.Keys)
        {
            key.Dispose();
        }

        _operations.Close();
    }

    /// <summary>Stores <paramref name="state"/>, then makes it the present one: nothing is ever sent that is not stored.</summary>
    private async ValueTask SaveAsync(ClientState state, CancellationToken cancellationToken)
    {
        byte[] record = ClientRecord.Encode(state);
        try
        {
            await _options.Store.WriteAsync(record, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(record);
        }

        _state = state;
    }

    private ValueTask<OperationQueue.Turn> TakeTurnAsync(CancellationToken cancellationToken) => _operations.TakeTurnAsync(cancellationToken);

    private Utf8Text NewNonce()
    {
        byte[] nonce = new byte[Suite.Noncer.TextLength];
        Suite.Noncer.Generate(nonce);
        return new(nonce);
    }

    /// <summary>A nonce that says which operation, with which content, it is for.</summary>
    private Utf8Text NewNonce(Operation operation, Hash256 request)
    {
        Span<byte> value = stackalloc byte[INoncer.ValueLength];
        BoundNonce.Create(operation, request, _nonces, value);
        byte[] nonce = new byte[Suite.Noncer.TextLength];
        Suite.Noncer.Encode(value, nonce);
        return new(nonce);
    }

    private HeldKey NewKey() => HeldKey.Generate(Suite.Keys);

    private Utf8Text Hash(Utf8Text text) => Derivations.HashOf(Suite.Hasher, text);

    private string PathOf(Operation operation) => _options.Paths.PathOf(operation);
}
