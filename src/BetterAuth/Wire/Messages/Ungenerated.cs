// Stands in for the generator's output until it lands; then this file is deleted.
using System.Diagnostics.CodeAnalysis;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Messages;

public readonly partial record struct AccessKeys : IWireView<AccessKeys>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out AccessKeys value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in AccessKeys value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in AccessKeys value) => throw new NotImplementedException();
}

public readonly partial record struct RefreshAccess : IWireView<RefreshAccess>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out RefreshAccess value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in RefreshAccess value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in RefreshAccess value) => throw new NotImplementedException();
}

public readonly partial record struct TokenAccess : IWireView<TokenAccess>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out TokenAccess value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in TokenAccess value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in TokenAccess value) => throw new NotImplementedException();
}

public readonly partial record struct AccessToken : IWireView<AccessToken>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out AccessToken value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in AccessToken value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in AccessToken value) => throw new NotImplementedException();
}

public readonly partial record struct CreateAccountRequest : IWireView<CreateAccountRequest>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out CreateAccountRequest value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in CreateAccountRequest value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in CreateAccountRequest value) => throw new NotImplementedException();
}

public readonly partial record struct RecoverAccountRequest : IWireView<RecoverAccountRequest>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out RecoverAccountRequest value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in RecoverAccountRequest value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in RecoverAccountRequest value) => throw new NotImplementedException();
}

public readonly partial record struct DeleteAccountRequest : IWireView<DeleteAccountRequest>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out DeleteAccountRequest value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in DeleteAccountRequest value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in DeleteAccountRequest value) => throw new NotImplementedException();
}

public readonly partial record struct ChangeRecoveryKeyRequest : IWireView<ChangeRecoveryKeyRequest>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out ChangeRecoveryKeyRequest value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in ChangeRecoveryKeyRequest value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in ChangeRecoveryKeyRequest value) => throw new NotImplementedException();
}

public readonly partial record struct DeviceAuthentication : IWireView<DeviceAuthentication>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out DeviceAuthentication value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in DeviceAuthentication value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in DeviceAuthentication value) => throw new NotImplementedException();
}

public readonly partial record struct RegistrationAuthentication : IWireView<RegistrationAuthentication>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out RegistrationAuthentication value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in RegistrationAuthentication value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in RegistrationAuthentication value) => throw new NotImplementedException();
}

public readonly partial record struct RecoveryAuthentication : IWireView<RecoveryAuthentication>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out RecoveryAuthentication value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in RecoveryAuthentication value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in RecoveryAuthentication value) => throw new NotImplementedException();
}

public readonly partial record struct IdentityAuthentication : IWireView<IdentityAuthentication>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out IdentityAuthentication value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in IdentityAuthentication value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in IdentityAuthentication value) => throw new NotImplementedException();
}

public readonly partial record struct SessionAuthentication : IWireView<SessionAuthentication>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out SessionAuthentication value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in SessionAuthentication value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in SessionAuthentication value) => throw new NotImplementedException();
}

public readonly partial record struct ChallengeAuthentication : IWireView<ChallengeAuthentication>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out ChallengeAuthentication value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in ChallengeAuthentication value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in ChallengeAuthentication value) => throw new NotImplementedException();
}

public readonly partial record struct RotateDeviceRequest : IWireView<RotateDeviceRequest>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out RotateDeviceRequest value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in RotateDeviceRequest value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in RotateDeviceRequest value) => throw new NotImplementedException();
}

public readonly partial record struct LinkDeviceRequest : IWireView<LinkDeviceRequest>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out LinkDeviceRequest value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in LinkDeviceRequest value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in LinkDeviceRequest value) => throw new NotImplementedException();
}

public readonly partial record struct UnlinkDeviceRequest : IWireView<UnlinkDeviceRequest>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out UnlinkDeviceRequest value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in UnlinkDeviceRequest value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in UnlinkDeviceRequest value) => throw new NotImplementedException();
}

public readonly partial record struct LinkPayload : IWireView<LinkPayload>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out LinkPayload value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in LinkPayload value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in LinkPayload value) => throw new NotImplementedException();
}

public readonly partial record struct UnlinkTarget : IWireView<UnlinkTarget>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out UnlinkTarget value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in UnlinkTarget value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in UnlinkTarget value) => throw new NotImplementedException();
}

public readonly partial record struct RequestAccess : IWireView<RequestAccess>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out RequestAccess value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in RequestAccess value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in RequestAccess value) => throw new NotImplementedException();
}

public readonly partial record struct AccessRequestAccess : IWireView<AccessRequestAccess>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out AccessRequestAccess value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in AccessRequestAccess value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in AccessRequestAccess value) => throw new NotImplementedException();
}

public readonly partial record struct ResponseAccess : IWireView<ResponseAccess>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out ResponseAccess value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in ResponseAccess value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in ResponseAccess value) => throw new NotImplementedException();
}

public readonly partial record struct RequestPayload<TAccess, TRequest> : IWireView<RequestPayload<TAccess, TRequest>>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out RequestPayload<TAccess, TRequest> value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in RequestPayload<TAccess, TRequest> value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in RequestPayload<TAccess, TRequest> value) => throw new NotImplementedException();
}

public readonly partial record struct ResponsePayload<TResponse> : IWireView<ResponsePayload<TResponse>>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out ResponsePayload<TResponse> value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in ResponsePayload<TResponse> value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in ResponsePayload<TResponse> value) => throw new NotImplementedException();
}

public readonly partial record struct EmptyResponse : IWireView<EmptyResponse>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out EmptyResponse value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in EmptyResponse value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in EmptyResponse value) => throw new NotImplementedException();
}

public readonly partial record struct RequestSessionResponse : IWireView<RequestSessionResponse>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out RequestSessionResponse value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in RequestSessionResponse value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in RequestSessionResponse value) => throw new NotImplementedException();
}

public readonly partial record struct SessionResponse : IWireView<SessionResponse>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out SessionResponse value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in SessionResponse value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in SessionResponse value) => throw new NotImplementedException();
}

public readonly partial record struct RequestSessionRequest : IWireView<RequestSessionRequest>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out RequestSessionRequest value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in RequestSessionRequest value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in RequestSessionRequest value) => throw new NotImplementedException();
}

public readonly partial record struct CreateSessionRequest : IWireView<CreateSessionRequest>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out CreateSessionRequest value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in CreateSessionRequest value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in CreateSessionRequest value) => throw new NotImplementedException();
}

public readonly partial record struct RefreshSessionRequest : IWireView<RefreshSessionRequest>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out RefreshSessionRequest value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in RefreshSessionRequest value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in RefreshSessionRequest value) => throw new NotImplementedException();
}

public readonly partial record struct UnsignedMessage<TPayload> : IWireView<UnsignedMessage<TPayload>>
{
    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out UnsignedMessage<TPayload> value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in UnsignedMessage<TPayload> value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in UnsignedMessage<TPayload> value) => throw new NotImplementedException();
}
