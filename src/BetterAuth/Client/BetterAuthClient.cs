using BetterAuth.Wire;

namespace BetterAuth.Client;

/// <summary>One device of an account. One operation at a time; concurrent calls wait for each other.</summary>
/// <remarks>Every operation throws a <see cref="Errors.BetterAuthException"/> when the server refuses or its answer is not what it must be; then nothing has changed here.</remarks>
public sealed class BetterAuthClient : IAsyncDisposable
{
    private BetterAuthClient()
    {
    }

    /// <summary>The account; empty before one is created, recovered or linked.</summary>
    public Utf8Text Identity => throw new NotImplementedException();

    /// <summary>This device; empty before an account is created, recovered or linked.</summary>
    public Utf8Text Device => throw new NotImplementedException();

    /// <summary>Opens the client on its store: an existing device goes on where it was.</summary>
    public static ValueTask<BetterAuthClient> OpenAsync(BetterAuthClientOptions options, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Creates an account with this device; <paramref name="recoveryHash"/> = H(recovery public key).</summary>
    public ValueTask CreateAccountAsync(Utf8Text recoveryHash, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Recovers <paramref name="identity"/> onto this device with the recovery key, and commits to the next one.</summary>
    public ValueTask RecoverAccountAsync(Utf8Text identity, Cryptography.ISigningKey recoveryKey, Utf8Text nextRecoveryHash, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Deletes the account for ever.</summary>
    public ValueTask DeleteAccountAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Makes this (new) device's container for <paramref name="identity"/>, to be shown to a device of the account.</summary>
    public ValueTask<string> CreateLinkContainerAsync(Utf8Text identity, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Endorses another device by its container.</summary>
    public ValueTask LinkDeviceAsync(string container, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Revokes a device of the account; its own id revokes this one.</summary>
    public ValueTask UnlinkDeviceAsync(Utf8Text device, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Reveals the committed device key and commits to another.</summary>
    public ValueTask RotateDeviceAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Commits to another recovery key.</summary>
    public ValueTask ChangeRecoveryKeyAsync(Utf8Text recoveryHash, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Requests a challenge and answers it: a session with a fresh access key.</summary>
    public ValueTask CreateSessionAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Rotates the access key and gets another token.</summary>
    public ValueTask RefreshSessionAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Sends a signed request to <paramref name="path"/>; the answer's signature, nonce and exact shape are checked before anything is returned.</summary>
    public ValueTask<TResponse> MakeAccessRequestAsync<TRequest, TResponse>(string path, TRequest request, CancellationToken cancellationToken = default)
        where TRequest : IWireWritable<TRequest>
        where TResponse : IWireMessage<TResponse> => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
