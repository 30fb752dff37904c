using System.Diagnostics;
using System.Runtime.CompilerServices;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Sessions;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Access;

/// <summary>Verifies access requests: any application request, signed, with a token, a nonce and a time stamp. Thread-safe; allocates nothing for a request that is accepted, as long as the replay lock does not.</summary>
public sealed partial class AccessVerifier
{
    private const string TokenField = "payload.access.token";

    private readonly AccessVerifierOptions _options;
    private readonly TokenReader _tokens;
    private readonly RequestTimes _times;

    /// <summary>Validates <paramref name="options"/>. Throws <see cref="ArgumentException"/> saying what to change.</summary>
    public AccessVerifier(AccessVerifierOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Times.Validate();
        _options = options;
        _tokens = new(options.Suite);
        _times = new(options.Times, options.ReplayLock);
    }

    /// <summary>
    /// Verifies <paramref name="message"/>: parse, token, times, request signature, replay lock, times again. Bad input is a refusal in the result, never an exception.
    /// Throws <see cref="StoreUnavailableException"/> when the replay lock cannot answer. The buffer must stay untouched until the result is disposed.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<AccessResult> VerifyAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        string outcome = "failed";
        long started = Stopwatch.GetTimestamp();
        using Activity? activity = Telemetry.Start(Telemetry.AccessOperation);
        AccessState state = AccessState.Rent(_options.Times.MaxTokenLength);
        VerifiedAccess access = new(state);
        bool verified = false;
        try
        {
            Refusal? refusal = Check(message, state, out DateTimeOffset timestamp);
            if (refusal is null)
            {
                refusal = await ReserveAsync(state, timestamp, cancellationToken).ConfigureAwait(false);
            }

            verified = refusal is null;
            outcome = Telemetry.OutcomeOf(refusal);
            return refusal is null ? new(access) : new(refusal);
        }
        catch (StoreUnavailableException)
        {
            outcome = "unavailable";
            throw;
        }
        finally
        {
            if (!verified)
            {
                access.Dispose();
            }

            Telemetry.End(Telemetry.AccessOperation, outcome, started, activity);
        }
    }

    /// <summary>Everything that needs no store.</summary>
    private Refusal? Check(ReadOnlyMemory<byte> message, AccessState state, out DateTimeOffset timestamp)
    {
        timestamp = default;
        CryptographicSuite suite = _options.Suite;
        if (!WireReader.TryRead(message, suite, out SignedMessage<RequestPayload<AccessRequestAccess, RawJson>> request, out Refusal? refusal))
        {
            return refusal;
        }

        AccessRequestAccess access = request.Payload.Access;
        if (!suite.Timestamper.TryParse(access.Timestamp.Span, out timestamp))
        {
            return Refusal.InvalidMessage("payload.access.timestamp", "not a time");
        }

        if (!_tokens.TryRead(access.Token, state.Claims, out TokenClaims claims, out refusal) || (refusal = claims.Verify(_options.AccessKeys)) is not null)
        {
            return refusal.Within(TokenField);
        }

        DateTimeOffset now = _options.TimeProvider.GetUtcNow();
        refusal = _times.CheckToken(claims, now) ?? _times.CheckRequest(timestamp, now);
        if (refusal is not null)
        {
            return refusal;
        }

        VerificationStatus status = suite.Verifier.Verify(request.PayloadBytes.Span, request.Signature.Span, claims.Values.PublicKey.Span);
        if (status != VerificationStatus.Valid)
        {
            return status == VerificationStatus.InvalidKey ? Refusal.InvalidMessage(TokenField + ".publicKey", "not a public key") : Refusal.InvalidMessage("signature", "does not verify");
        }

        state.Token = claims.Values;
        state.Expiry = claims.Expiry;
        state.Nonce = access.Nonce;
        state.Request = request.Payload.Request;
        return null;
    }

    /// <summary>Uses the nonce up, and looks at the clock once more: a pause in between could outlast the time for which an earlier reservation was held.</summary>
    private ValueTask<Refusal?> ReserveAsync(AccessState state, DateTimeOffset timestamp, CancellationToken cancellationToken)
    {
        ReplayEntry.Write(state.Token.PublicKey, state.Nonce, state.Entry);
        DateTimeOffset until = _options.TimeProvider.GetUtcNow() + _options.Times.NonceHold;
        ValueTask<bool> reserved = _options.ReplayLock.TryReserveAsync(state.Entry, until, cancellationToken);
        return reserved.IsCompletedSuccessfully ? new(AfterReserve(reserved.Result, state, timestamp)) : AwaitReserve(reserved, state, timestamp);
    }

    private async ValueTask<Refusal?> AwaitReserve(ValueTask<bool> reserved, AccessState state, DateTimeOffset timestamp) =>
        AfterReserve(await reserved.ConfigureAwait(false), state, timestamp);

    private Refusal? AfterReserve(bool reserved, AccessState state, DateTimeOffset timestamp) =>
        reserved ? _times.CheckRequest(timestamp, _options.TimeProvider.GetUtcNow()) : Refusal.IncorrectNonce(default, state.Nonce);
}
