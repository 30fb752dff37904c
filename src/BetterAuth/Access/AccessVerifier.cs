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
    private readonly AccessBinding _binding;
    private readonly VerifiedTokenCache _verifiedTokens;

    /// <summary>Validates <paramref name="options"/>. Throws <see cref="ArgumentException"/> saying what to change.</summary>
    public AccessVerifier(AccessVerifierOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _tokens = new(options.Suite);
        _times = new(options.Times, options.ReplayLock);
        _binding = new(options.Nonces, options.Audience, options.Suite.Noncer);
        _verifiedTokens = new(options.TokenCacheSize);
    }

    /// <summary>How texts and keys look, and what verifies.</summary>
    public CryptographicSuite Suite => _options.Suite;

    /// <summary>
    /// Verifies <paramref name="message"/>: parse, token, times, request signature, revocations, replay lock, times again. Bad input is a refusal in the result, never an exception.
    /// Throws <see cref="StoreUnavailableException"/> when the replay lock or the revocations cannot answer. The buffer must stay untouched until the result is disposed.
    /// </summary>
    /// <remarks>Nothing says here where the request came to, so it may have been meant for another target of this service. Throws <see cref="InvalidOperationException"/> when <see cref="AccessVerifierOptions.Nonces"/> is RequireBound.</remarks>
    public ValueTask<AccessResult> VerifyAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => VerifyAsync(message, target: null, cancellationToken);

    /// <summary>As <see cref="VerifyAsync(ReadOnlyMemory{byte}, CancellationToken)"/>, for a request that came to <paramref name="target"/>, which its nonce may be bound to.</summary>
    public ValueTask<AccessResult> VerifyAsync(ReadOnlyMemory<byte> message, AccessTarget target, CancellationToken cancellationToken = default) => VerifyAsync(message, (AccessTarget?)target, cancellationToken);

    private ValueTask<AccessResult> VerifyAsync(ReadOnlyMemory<byte> message, AccessTarget? target, CancellationToken cancellationToken)
    {
        _binding.Require(target);

        // Not an async method: as long as the lock answers at once nothing is awaited, and nothing is allocated, in no build.
        Attempt attempt = new(AccessState.Rent(_options.Times.MaxTokenLength));
        Refusal? refusal = Check(message, target, attempt.State, out DateTimeOffset timestamp);
        if (refusal is not null)
        {
            return new(attempt.End(refusal));
        }

        return _options.Revocations is { IsStale: true } revocations ? ReadAndReserve(revocations, attempt, timestamp, cancellationToken) : Reserve(attempt, timestamp, cancellationToken);
    }

    private async ValueTask<AccessResult> ReadAndReserve(RevocationList revocations, Attempt attempt, DateTimeOffset timestamp, CancellationToken cancellationToken)
    {
        try
        {
            await revocations.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            attempt.Fail();
            throw;
        }

        return await Reserve(attempt, timestamp, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Uses the nonce up, unless the device is revoked.</summary>
    private ValueTask<AccessResult> Reserve(Attempt attempt, DateTimeOffset timestamp, CancellationToken cancellationToken)
    {
        AccessState state = attempt.State;
        if (_options.Revocations is { } revocations && revocations.Contains(state.Token.Identity, state.Token.Device))
        {
            return new(attempt.End(Refusal.InvalidDevice(state.Token.Device, "revoked")));
        }

        ReplayEntry.Write(_options.Suite.Noncer, state.Token.PublicKey, state.Nonce, state.Entry);
        DateTimeOffset until = state.CheckedAt + _options.Times.NonceHold; // what was within its time then is not any more by then
        try
        {
            ValueTask<bool> reserved = _options.ReplayLock.TryReserveAsync(state.Entry, until, cancellationToken);
            return reserved.IsCompletedSuccessfully ? new(attempt.End(AfterReserve(reserved.Result, state, timestamp))) : AwaitReserve(reserved, attempt, timestamp);
        }
        catch
        {
            attempt.Fail();
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<AccessResult> AwaitReserve(ValueTask<bool> reserved, Attempt attempt, DateTimeOffset timestamp)
    {
        try
        {
            return attempt.End(AfterReserve(await reserved.ConfigureAwait(false), attempt.State, timestamp));
        }
        catch
        {
            attempt.Fail();
            throw;
        }
    }

    /// <summary>Everything that needs no store.</summary>
    private Refusal? Check(ReadOnlyMemory<byte> message, AccessTarget? target, AccessState state, out DateTimeOffset timestamp)
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

        refusal = _binding.Check(access.Nonce, access.Timestamp, request.Payload.Request, target);
        if (refusal is not null)
        {
            return refusal;
        }

        DateTimeOffset now = _options.TimeProvider.GetUtcNow();
        VerifiedToken? verified = FindVerified(access.Token, now);
        TokenClaims read = default;
        IVerificationKey? serverKey = null;
        if (verified is null && (refusal = ReadToken(access.Token, state, out read, out serverKey)) is not null)
        {
            return refusal.Within(TokenField);
        }

        ref readonly TokenClaims claims = ref verified is null ? ref read : ref verified.Claims;
        refusal = _times.CheckToken(claims, now) ?? _times.CheckRequest(timestamp, now);
        if (refusal is not null)
        {
            return refusal;
        }

        // The token vouches for the key: its signature was verified.
        VerificationStatus status = suite.Verifier.VerifyByVouchedKey(request.PayloadBytes.Span, request.Signature.Span, claims.Values.PublicKey.Span);
        if (status != VerificationStatus.Valid)
        {
            return status == VerificationStatus.InvalidKey ? Refusal.InvalidMessage(TokenField + ".publicKey", "not a public key") : Refusal.InvalidMessage("signature", "does not verify");
        }

        if (serverKey is not null && _options.TokenCacheSize > 0 && VerifiedToken.TryCopy(access.Token, claims, serverKey, _tokens) is { } copy)
        {
            _verifiedTokens.Add(access.Token.Span, copy, now.UtcTicks);
        }

        state.CheckedAt = now;
        state.Token = claims.Values;
        state.Expiry = claims.Expiry;
        state.Nonce = access.Nonce;
        state.Request = request.Payload.Request;
        return null;
    }

    /// <summary>The token, if its signature was verified before with a key that is still accepted.</summary>
    private VerifiedToken? FindVerified(Utf8Text token, DateTimeOffset now)
    {
        VerifiedToken? verified = _verifiedTokens.Find(token.Span, now.UtcTicks);
        if (verified is null || (_options.AccessKeys.TryGet(verified.Claims.Values.ServerIdentity, out IVerificationKey? key) && ReferenceEquals(key, verified.Key)))
        {
            return verified;
        }

        _verifiedTokens.Remove(token.Span, verified);
        return null;
    }

    /// <summary>Inflates the token and verifies its signature; a refusal's field is relative to the token.</summary>
    private Refusal? ReadToken(Utf8Text token, AccessState state, out TokenClaims claims, out IVerificationKey? key)
    {
        key = null;
        return _tokens.TryRead(token, state.Claims.AsMemory(0, _options.Times.MaxTokenLength), out claims, out Refusal? refusal) ? claims.Verify(_options.AccessKeys, out key) : refusal;
    }

    /// <summary>Looks at the clock once more: a pause before the reserve could have outlasted the time for which an earlier reservation was held.</summary>
    private Refusal? AfterReserve(bool reserved, AccessState state, DateTimeOffset timestamp) =>
        reserved ? _times.CheckRequest(timestamp, _options.TimeProvider.GetUtcNow()) : Refusal.IncorrectNonce(default, state.Nonce);

    /// <summary>A verification under way: its state, and what telemetry wants to know at its end.</summary>
    private readonly struct Attempt(AccessState state)
    {
        private readonly long _started = Telemetry.Timestamp();
        private readonly Activity? _activity = Telemetry.Start(Telemetry.AccessOperation);

        public AccessState State { get; } = state;

        public AccessResult End(Refusal? refusal)
        {
            Report(Telemetry.OutcomeOf(refusal));
            VerifiedAccess access = new(State);
            if (refusal is null)
            {
                return new(access);
            }

            access.Dispose();
            return new(refusal);
        }

        /// <summary>The lock could not tell: fails closed.</summary>
        public void Fail()
        {
            Report("unavailable");
            new VerifiedAccess(State).Dispose();
        }

        private void Report(string outcome)
        {
            Telemetry.End(Telemetry.AccessOperation, outcome, _started, _activity);
            _activity?.Dispose();
        }
    }
}
