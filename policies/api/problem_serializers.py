"""The shape of an error, for the schema only: `problems.py` writes the answers."""

from rest_framework import serializers


class ParameterErrorSerializer(serializers.Serializer):
    parameter = serializers.CharField()
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer):
    """RFC 9457。errors 只见于 400；reason 与 successor 只见于 410。"""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField()
    errors = ParameterErrorSerializer(many=True, required=False)
    reason = serializers.CharField(required=False)
    successor = serializers.URLField(required=False, allow_null=True)
