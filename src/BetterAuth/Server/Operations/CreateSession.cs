using System.Buffers;
using System.Security.Cryptography;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Sessions;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>Answer a challenge, get a token; signed by the device's current key. The challenge is used up by the commit that lets the token out.</summary>
internal sealed class CreateSession(ServerParts parts) : OperationHandler(parts, Operation.CreateSession)
{
    public override async ValueTask<Refusal?> ExecuteAsync(ReadOnlyMemory<byte> message, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        if (!ServerRequest<CreateSessionRequest>.TryRead(message, Parts.Suite, out ServerRequest<CreateSessionRequest> request, out Refusal? refusal)
            || (refusal = CheckNonce(request.Nonce, request.Hash, out _)) is not null)
        {
            return refusal;
        }

        SessionAuthentication authentication = request.Request.Authentication;
        byte[] challenge = new byte[INoncer.ValueLength];
        Parts.Suite.Noncer.TryDecode(authentication.Nonce.Span, challenge);
        byte[][] tags = Parts.Challenges.TagsOf(challenge, Parts.Now, out DateTimeOffset issuedAt);
        (Utf8Text identity, refusal) = await FindAccountAsync(tags, authentication, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        AccountRow used = new(RowKind.Challenge, challenge, default, Parts.Challenges.HoldUntil(issuedAt));
        return await CreateAsync(request, identity, issuedAt, used, response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The account that the challenge was issued for, if it has the device. A device id may exist in any number of accounts, and whoever saw it may have put it there: it is looked up under the challenge's tag, where only that account is.
    /// </summary>
    private async ValueTask<(Utf8Text Identity, Refusal? Refusal)> FindAccountAsync(byte[][] tags, SessionAuthentication authentication, CancellationToken cancellationToken)
    {
        foreach (byte[] tag in tags)
        {
            if (await Parts.Store.FindIdentitiesAsync(RowKind.Owner, AccountTag.RowKey(tag, authentication.Device), cancellationToken).ConfigureAwait(false) is [Utf8Text owner, ..])
            {
                return (owner, null);
            }
        }

        // Nobody: an unknown device, a challenge that is not for it, or a device that was registered before these rows were written.
        IReadOnlyList<Utf8Text> candidates = await Parts.Store.FindIdentitiesAsync(RowKind.Device, authentication.Device.Memory, cancellationToken).ConfigureAwait(false);
        if (candidates.Count == 0)
        {
            return (default, Refusal.InvalidDevice(authentication.Device, "unknown"));
        }

        byte[] known = new byte[AccountTag.Length];
        foreach (Utf8Text candidate in candidates)
        {
            AccountTag.Write(candidate, known);
            if (Array.Exists(tags, tag => CryptographicOperations.FixedTimeEquals(tag, known)))
            {
                return (candidate, null);
            }
        }

        return (default, Refusal.IncorrectNonce(default, authentication.Nonce));
    }

    private async ValueTask<Refusal?> CreateAsync(ServerRequest<CreateSessionRequest> request, Utf8Text identity, DateTimeOffset issuedAt, AccountRow challenge, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        AccessKeys keys = request.Request.Access;
        Utf8Text deviceId = request.Request.Authentication.Device;
        Utf8Text? token = null;
        for (int attempt = 0; attempt < AccountHandler.MaxAttempts; attempt++)
        {
            StoredAccount? stored = await Parts.Store.LoadAsync(identity, cancellationToken).ConfigureAwait(false);
            Refusal? refusal = AccountRules.CheckActive(AccountHandler.Decode(stored), identity, deviceId, out Device? device)
                ?? request.Verify(Parts.Verifier, device!.PublicKey, "payload.request.authentication.device")
                ?? Parts.Challenges.CheckAge(issuedAt, Parts.Now) // behind the signature: that a challenge was this account's is no stranger's business
                ?? CheckKeys(keys, device);
            if (refusal is not null)
            {
                return refusal;
            }

            if (token is null)
            {
                RawJson attributes = await AttributesOf(identity, deviceId, cancellationToken).ConfigureAwait(false);
                if (attributes.Memory.Length > Attributes.MaxLength)
                {
                    return Refusal.InvalidMessage("attributes", $"the application's attributes are longer than {Attributes.MaxLength} bytes");
                }

                token = await Parts.Minter.MintAsync(SessionClaims.Of(Parts, identity, deviceId, keys.PublicKey, keys.RotationHash, attributes), cancellationToken).ConfigureAwait(false);
            }

            // The commit's version says that the device that was looked at is still the one that is stored.
            CommitResult result = await Parts.Store.CommitAsync(new() { Identity = identity, ExpectedVersion = stored!.Value.Version, Insert = [challenge] }, cancellationToken).ConfigureAwait(false);
            switch (result.Outcome)
            {
                case CommitOutcome.Committed:
                    // A commit that took too long may have come after the row of an earlier answer had expired and gone.
                    if (Parts.Challenges.CheckAge(issuedAt, Parts.Now) is not null)
                    {
                        throw new StoreUnavailableException("The store took longer than the challenge was good for; ask for another.");
                    }

                    SessionResponse answer = new() { Access = new() { Token = token.Value } };
                    await Parts.Signer.WriteAsync(request.Nonce, answer, response, cancellationToken).ConfigureAwait(false);
                    return null;
                case CommitOutcome.RowExists:
                    return Refusal.IncorrectNonce(default, request.Request.Authentication.Nonce);
            }
        }

        throw new StoreUnavailableException("The account kept changing while the session was created; send it again.");
    }

    private Refusal? CheckKeys(in AccessKeys keys, Device? device)
    {
        if (!Parts.Verifier.IsValidKey(keys.PublicKey.Span))
        {
            return Refusal.InvalidMessage("payload.request.access.publicKey", "not a public key");
        }

        return AccountRules.CheckAccessKeys(keys.PublicKey, Parts.Hash(keys.PublicKey), keys.RotationHash, device);
    }

    private ValueTask<RawJson> AttributesOf(Utf8Text identity, Utf8Text device, CancellationToken cancellationToken) =>
        Attributes.GetAsync(Parts.Options.Attributes, identity, device, Parts.Options.Sessions.AttributesTimeout, Parts.Options.TimeProvider, cancellationToken);
}
