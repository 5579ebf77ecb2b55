"""A kernel manager whose kernels are forked, whatever the ``kernel.json`` says about provisioners."""

from __future__ import annotations

import uuid
from typing import Any

from jupyter_client.manager import AsyncKernelManager

from kzdata.reports.kernels.provisioner import ForkedProvisioner

STEP = 0.01
"""Seconds between two looks at a kernel that is ending."""


class ForkingKernelManager(AsyncKernelManager):
    """Starts kernels through the fork server, and waits for their end more closely."""

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        spec = self.kernel_spec
        if self.provisioner is None and spec is not None and "kernel_provisioner" not in spec.metadata:
            self.kernel_id = self.kernel_id or str(uuid.uuid4())
            self.provisioner = ForkedProvisioner(kernel_id=self.kernel_id, kernel_spec=spec, parent=self)
        return await super()._async_pre_start_kernel(**options)

    async def _async_finish_shutdown(
        self, waittime: float | None = None, pollinterval: float = STEP, restart: bool = False
    ) -> None:
        await super()._async_finish_shutdown(waittime, pollinterval, restart)

    pre_start_kernel = _async_pre_start_kernel
    finish_shutdown = _async_finish_shutdown
