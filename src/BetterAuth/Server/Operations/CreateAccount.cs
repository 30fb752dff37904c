using System.Buffers;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>Register an identity with its first device; signed by that device's key.</summary>
internal sealed class CreateAccount(ServerParts parts) : OperationHandler(parts)
{
    public override async ValueTask<Refusal?> ExecuteAsync(ReadOnlyMemory<byte> message, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        if (!ServerRequest<CreateAccountRequest>.TryRead(message, Parts.Suite, out ServerRequest<CreateAccountRequest> request, out Refusal? refusal))
        {
            return refusal;
        }

        RegistrationAuthentication authentication = request.Request.Authentication;
        DeviceKeys keys = KeysOf(authentication.Device, authentication.PublicKey, authentication.RotationHash);
        refusal = request.Verify(Parts.Verifier, authentication.PublicKey, PublicKeyField)
            ?? CheckDevice(keys)
            ?? await CheckIdentityAsync(authentication, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        CreateAccountOperation operation = new()
        {
            Digest = OperationDigest.Of(Operation.CreateAccount, request.RequestBytes.Span),
            Identity = authentication.Identity,
            Keys = keys,
            RecoveryHash = authentication.RecoveryHash,
        };
        return await AcknowledgeAsync(operation, request.Nonce, response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A verifier of the application's own that fails refuses; one that does not answer is an outage.</summary>
    private async ValueTask<Refusal?> CheckIdentityAsync(RegistrationAuthentication authentication, CancellationToken cancellationToken)
    {
        try
        {
            bool derivable = await Parts.IdentityVerifier
                .VerifyAsync(authentication.Identity, authentication.PublicKey, authentication.RotationHash, authentication.RecoveryHash, cancellationToken).ConfigureAwait(false);
            return derivable ? null : Refusal.InvalidIdentity(authentication.Identity, "underivable");
        }
        catch (Exception exception) when (exception is TimeoutException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new StoreUnavailableException("The identity verifier did not answer.", exception);
        }
        catch (Exception exception) when (exception is not (StoreUnavailableException or OperationCanceledException))
        {
            return Refusal.InvalidIdentity(authentication.Identity, "underivable");
        }
    }
}
