using System.Buffers;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Sessions;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>Rotate the access key, get another token; signed by the access key the former token committed to. Each committed key refreshes once.</summary>
internal sealed class RefreshSession(ServerParts parts) : OperationHandler(parts, Operation.RefreshSession)
{
    private const int MaxClaimsLength = 32 * 1024;
    private const string TokenField = "payload.request.access.token";
    private const string KeyField = "payload.request.access.publicKey";

    public override async ValueTask<Refusal?> ExecuteAsync(ReadOnlyMemory<byte> message, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        if (!ServerRequest<RefreshSessionRequest>.TryRead(message, Parts.Suite, out ServerRequest<RefreshSessionRequest> request, out Refusal? refusal)
            || (refusal = CheckNonce(request.Nonce, request.Hash, out _)) is not null)
        {
            return refusal;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(MaxClaimsLength);
        try
        {
            Utf8Text keyHash = Parts.Hash(request.Request.Access.PublicKey);
            if (!Parts.Tokens.TryRead(request.Request.Access.Token, buffer.AsMemory(0, MaxClaimsLength), out TokenClaims claims, out refusal))
            {
                return refusal.Within(TokenField);
            }

            // The token first: what a stranger makes up costs one verification, and nothing it says is looked at.
            refusal = claims.Verify(Parts.AccessKeys, out _)?.Within(TokenField)
                ?? CheckKeys(request.Request.Access, keyHash, claims)
                ?? request.Verify(Parts.Verifier, request.Request.Access.PublicKey, KeyField);
            return refusal ?? await RefreshAsync(request, claims, keyHash, response, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Refusal? CheckKeys(in RefreshAccess access, Utf8Text keyHash, in TokenClaims claims) =>
        claims.Values.RotationHash == keyHash
            ? AccountRules.CheckAccessKeys(access.PublicKey, keyHash, access.RotationHash, device: null)
            : Refusal.InvalidHash("refresh", expected: claims.Values.RotationHash, actual: keyHash);

    private Refusal? CheckTimes(in TokenClaims claims, DateTimeOffset now)
    {
        if (claims.IssuedAt > now + Parts.Options.Sessions.ClockSkew)
        {
            return Refusal.FutureToken(claims.IssuedAt, now);
        }

        return now > claims.RefreshExpiry ? Refusal.ExpiredToken(claims.RefreshExpiry, now, "refresh") : null;
    }

    private async ValueTask<Refusal?> RefreshAsync(ServerRequest<RefreshSessionRequest> request, TokenClaims claims, Utf8Text keyHash, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        Utf8Text identity = claims.Values.Identity;
        OperationDigest digest = OperationDigest.Of(Operation, request.Hash);
        AccountRow next = new(RowKind.Refresh, request.Request.Access.RotationHash.Memory); // there: the session has moved past this message
        for (int attempt = 0; attempt < AccountHandler.MaxAttempts; attempt++)
        {
            StoredAccount? stored = await Parts.Store.LoadAsync(identity, cancellationToken).ConfigureAwait(false);
            DateTimeOffset now = Parts.Now; // the one time that everything below is judged by, and that the token carries
            Refusal? refusal = AccountRules.CheckActive(AccountHandler.Decode(stored), identity, claims.Values.Device, out _) ?? CheckTimes(claims, now);
            if (refusal is not null)
            {
                return refusal;
            }

            DateTimeOffset issuedAt = default;
            AccountRow reservation = new(RowKind.Refresh, keyHash.Memory, Reservation.Encode(digest, now), claims.RefreshExpiry + (4 * Parts.Options.Sessions.ClockSkew));
            CommitResult result = await Parts.Store.CommitAsync(new() { Identity = identity, ExpectedVersion = stored!.Value.Version, Absent = [next], Insert = [reservation] }, cancellationToken).ConfigureAwait(false);
            switch (result.Outcome)
            {
                case CommitOutcome.Committed:
                    // A commit that took too long may have come after the reservation of an earlier refresh had expired and gone.
                    if (Parts.Now > claims.RefreshExpiry)
                    {
                        throw new StoreUnavailableException("The store took longer than the session lasts; create another.");
                    }

                    return await AnswerAsync(request, claims, now, response, cancellationToken).ConfigureAwait(false);
                case CommitOutcome.RowExists:
                    bool again = result.Row.Key.Span.SequenceEqual(keyHash.Span) && Reservation.IsOf(digest, result.Row.Value.Span, out issuedAt) && now - issuedAt <= Parts.Options.Sessions.RefreshAnswerWindow;
                    return again ? await AnswerAsync(request, claims, issuedAt, response, cancellationToken).ConfigureAwait(false) : Refusal.InvalidHash("refresh", actual: keyHash);
            }
        }

        throw new StoreUnavailableException("The account kept changing while the session was refreshed; send it again.");
    }

    private async ValueTask<Refusal?> AnswerAsync(ServerRequest<RefreshSessionRequest> request, TokenClaims claims, DateTimeOffset issuedAt, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        RefreshAccess access = request.Request.Access;
        AccessToken next = SessionClaims.Refreshed(Parts, claims.Values, claims.RefreshExpiry, access.PublicKey, access.RotationHash, issuedAt);
        SessionResponse answer = new() { Access = new() { Token = await Parts.Minter.MintAsync(next, cancellationToken).ConfigureAwait(false) } };
        await Parts.Signer.WriteAsync(request.Nonce, answer, response, cancellationToken).ConfigureAwait(false);
        return null;
    }
}
